package iam

import (
	"slices"
	"strings"
)

// writing begin the names of actions that change something, or act for whoever calls. AWS gives each action an access level in a table of
// its service; the verb tells the same.
//
// See: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
var writing = []string{
	"abort", "accept", "add", "associate", "attach", "authorize", "batchdelete", "batchexecute", "batchput", "batchupdate", "batchwrite", "cancel",
	"change", "complete", "copy", "create", "decrease", "delete", "deregister", "detach", "disable", "disassociate", "enable", "execute",
	"import", "increase", "initiate", "invoke", "merge", "modify", "partiqldelete", "partiqlinsert", "partiqlupdate", "pass", "post", "publish",
	"purge", "put", "reboot", "register", "reject", "release", "remove", "replace", "replicate", "reset", "restore", "revoke", "run", "send", "set",
	"signal", "start", "stop", "submit", "subscribe", "tag", "terminate", "transactwrite", "transfer", "unsubscribe", "untag", "update", "upload",
	"write",
}

// notWriting are actions that only look as if they changed something, and some that have no resources, so that "*" is all that can be
// written for them.
var notWriting = []string{
	"bedrock:invokemodel", "bedrock:invokemodelwithresponsestream", "cloudwatch:putmetricdata", "mobileanalytics:putevents",
	"personalize:putactioninteractions", "personalize:putevents", "rekognition:startcelebrityrecognition", "rekognition:startcontentmoderation",
	"rekognition:startfacedetection", "rekognition:startfacelivenesssession", "rekognition:startlabeldetection",
	"rekognition:startpersontracking", "rekognition:startsegmentdetection", "rekognition:starttextdetection", "sagemaker:invokeendpoint",
	"transcribe:startcallanalyticsstreamtranscription", "transcribe:startcallanalyticsstreamtranscriptionwebsocket",
	"transcribe:startmedicalscribestream", "transcribe:startmedicalstreamtranscription", "transcribe:startmedicalstreamtranscriptionwebsocket",
	"transcribe:startstreamtranscription", "transcribe:startstreamtranscriptionwebsocket", "xray:puttelemetryrecords", "xray:puttracesegments",
}

// Writes reports whether an action, or one of those that a name with wildcards stands for, changes something that has a resource.
func Writes(action string) bool {
	action = strings.ToLower(action)
	_, name, _ := strings.Cut(action, ":")
	if action == "*" {
		name = action
	}
	if slices.Contains(notWriting, action) {
		return false
	}
	end := strings.IndexAny(name, "*?")
	return slices.ContainsFunc(writing, func(verb string) bool {
		return strings.HasPrefix(name, verb) || end >= 0 && strings.HasPrefix(verb, name[:end])
	})
}
