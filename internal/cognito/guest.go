package cognito

// PermissionList is a session policy that the enhanced flow hands to AWS STS for guests.
type PermissionList struct {
	Name    string
	Actions []string // with * in their names
}

// GuestPermissions are the two session policies of guests in the enhanced flow: a guest may do what their role and one of them allow. That it
// is one of them, not both, is inferred from the table of the Developer Guide. The lists are those of 2026-05-01; AWS changes them.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html#access-policies-scope-down-services
func GuestPermissions() []PermissionList {
	return []PermissionList{
		{Name: "AmazonCognitoUnAuthedIdentitiesSessionPolicy", Actions: []string{
			"rum:PutRumEvents", "sagemaker:InvokeEndpoint",
			"polly:*", "comprehend:*", "translate:*", "transcribe:*", "rekognition:*", "mobiletargeting:*", "firehose:*", "personalize:*",
			"geo:GetMap*", "geo:SearchPlaceIndex*", "geo:GetPlace", "geo:CalculateRoute*", "geo:*Geofence", "geo:*Geofences", "geo:*DevicePosition*",
			"geo:ListMaps",
			"kms:Encrypt", "kms:Decrypt", "kms:ReEncryptTo", "kms:ReEncryptFrom", "kms:GenerateDataKey", "kms:GenerateDataKeyPair",
			"kms:GenerateDataKeyPairWithoutPlaintext", "kms:GenerateDataKeyWithoutPlaintext",
		}},
		{Name: "the inline session policy of guests", Actions: []string{
			"cloudwatch:*", "logs:*", "dynamodb:*", "kinesis:*", "mobileanalytics:*", "s3:*", "ses:*", "sns:*", "sqs:*", "lambda:*",
			"machinelearning:*", "execute-api:*", "iot:*", "gamelift:*", "cognito-identity:*", "cognito-idp:*", "lex:*", "polly:*",
			"comprehend:*", "translate:*", "transcribe:*", "rekognition:*", "mobiletargeting:*", "firehose:*", "appsync:*", "personalize:*",
			"cognito-sync:*", "codewhisperer:*", "sdb:*",
			"sagemaker:InvokeEndpoint", "textract:DetectDocumentText", "textract:AnalyzeDocument",
		}},
	}
}
