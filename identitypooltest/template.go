package identitypooltest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// The types of the resources that decide who gets which role.
const (
	identityPoolType   = "AWS::Cognito::IdentityPool"
	roleAttachmentType = "AWS::Cognito::IdentityPoolRoleAttachment"
	principalTagType   = "AWS::Cognito::IdentityPoolPrincipalTag"
	userPoolType       = "AWS::Cognito::UserPool"
	userPoolClientType = "AWS::Cognito::UserPoolClient"
	userPoolGroupType  = "AWS::Cognito::UserPoolGroup"
	roleType           = "AWS::IAM::Role"
	samlProviderType   = "AWS::IAM::SAMLProvider"
	openIDConnectType  = "AWS::IAM::OIDCProvider"
	// customOpenIDConnectType is what awsiam.OpenIdConnectProvider of the CDK defines.
	customOpenIDConnectType = "Custom::AWSCDKOpenIdConnectProvider"
)

// Template is a CloudFormation template, read for what it says about identity pools. It never changes, so that it and all that
// it returns can be used from several goroutines.
type Template struct {
	settings       settings
	evaluator      *evaluator
	identityPools  []*IdentityPool          // by logical id
	imported       []*IdentityPool          // named by a role attachment or tag mapping, but not defined in the template
	roles          map[string]*roleResource // by logical id
	userPoolGroups []*userPoolGroup
}

// settings are what a deployment adds to a template. Empty means unknown.
type settings struct {
	region     string
	account    string
	parameters map[string]string
}

// Option tells [Parse] and [FromMap] something that only the deployment knows. What no option tells stays unknown.
type Option func(*settings)

// WithRegion sets the region that the template is deployed to, the value of AWS::Region. Default: unknown; roles are then taken
// to be for the commercial regions, whose principal is cognito-identity.amazonaws.com.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
func WithRegion(region string) Option {
	return func(s *settings) { s.region = region }
}

// WithAccountID sets the account that the template is deployed to, the value of AWS::AccountId. Default: unknown; roles of other
// accounts are then not recognized as such.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
func WithAccountID(account string) Option {
	return func(s *settings) { s.account = account }
}

// WithParameter sets the value of a parameter of the template; a list is written with commas. Default: the parameter's default
// value, and without one its value is unknown.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
func WithParameter(name, value string) Option {
	return func(s *settings) { s.parameters[name] = value }
}

// Parse reads a CloudFormation template in JSON, as synthesized into cdk.out by the CDK or written by hand. The error lists
// everything in the template that can't be read, each with its place.
func Parse(template []byte, options ...Option) (*Template, error) {
	raw, err := decode(template)
	if err != nil {
		return nil, err
	}
	settings := settings{parameters: map[string]string{}}
	for _, option := range options {
		option(&settings)
	}
	return read(raw, settings)
}

// FromMap reads a CloudFormation template from what Template.ToJSON of the CDK's module assertions returns. It takes a copy:
// changing the map afterwards changes nothing.
//
// See: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.assertions.Template.html#towbrjson
func FromMap(template map[string]any, options ...Option) (*Template, error) {
	text, err := json.Marshal(template)
	if err != nil {
		return nil, fmt.Errorf("the template can't be written as JSON: %w", err)
	}
	return Parse(text, options...)
}

func decode(template []byte) (map[string]any, error) {
	decoder := json.NewDecoder(bytes.NewReader(template))
	decoder.UseNumber() // account ids and the like must stay as they are written
	var raw map[string]any
	if err := decoder.Decode(&raw); err != nil {
		return nil, fmt.Errorf("the template is not a JSON object (line %d): %w", lineOf(template, offsetOf(err, template)), err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("the template goes on after its end (line %d); pass a single JSON object", lineOf(template, decoder.InputOffset()))
	}
	if raw == nil {
		return nil, errors.New("the template is null; pass a JSON object with Resources")
	}
	return raw, nil
}

// offsetOf returns where the JSON is wrong, its end if it is incomplete.
func offsetOf(err error, template []byte) int64 {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return syntax.Offset
	case errors.As(err, &kind):
		return kind.Offset
	default:
		return int64(len(template))
	}
}

func lineOf(template []byte, offset int64) int {
	return 1 + bytes.Count(template[:min(offset, int64(len(template)))], []byte("\n"))
}

// read goes through the template in the order in which one thing needs another.
func read(raw map[string]any, settings settings) (*Template, error) {
	reader := &reader{evaluator: newEvaluator(&settings)}
	reader.parameters(raw["Parameters"], settings.parameters)
	resources := reader.resources(raw["Resources"])
	if err := reader.err(); err != nil {
		return nil, err
	}
	template := &Template{
		settings:       settings,
		evaluator:      reader.evaluator,
		roles:          map[string]*roleResource{},
		userPoolGroups: each(resources, userPoolGroupType, reader.userPoolGroup),
	}
	for _, definition := range each(resources, roleType, reader.role) {
		template.roles[definition.logicalID] = definition
	}
	pools := each(resources, identityPoolType, reader.identityPool)
	attachments := each(resources, roleAttachmentType, reader.roleAttachment)
	tagMappings := each(resources, principalTagType, reader.principalTagMapping)
	if err := reader.err(); err != nil {
		return nil, err
	}
	handedOn := reader.handedOn(raw["Outputs"], resources)
	for _, pool := range pools {
		pool.handedOn = handedOn[pool.logicalID]
	}
	template.assemble(pools, attachments, tagMappings)
	return template, nil
}

// assemble gives every attachment and tag mapping to its identity pool.
func (t *Template) assemble(pools []*IdentityPool, attachments []*roleAttachment, tagMappings []*principalTagMapping) {
	t.identityPools = pools
	for _, attachment := range attachments {
		pool := t.poolWithID(attachment.identityPoolID)
		pool.attachments = append(pool.attachments, attachment)
	}
	for _, tagMapping := range tagMappings {
		pool := t.poolWithID(tagMapping.identityPoolID)
		pool.tagMappings = append(pool.tagMappings, tagMapping)
	}
	for _, pool := range pools {
		pool.template = t
	}
}

// poolWithID returns the identity pool of an id. One that the template doesn't define is imported: nothing is known of it but
// what the template attaches to it.
func (t *Template) poolWithID(id value) *IdentityPool {
	for _, pools := range [][]*IdentityPool{t.identityPools, t.imported} {
		for _, pool := range pools {
			if same(pool.id, id) == yes {
				return pool
			}
		}
	}
	pool := &IdentityPool{template: t, id: id, logicalID: id.String()}
	t.imported = append(t.imported, pool)
	return pool
}

// IdentityPools returns the identity pools that the template defines, ordered by logical id.
func (t *Template) IdentityPools() []*IdentityPool {
	return append([]*IdentityPool(nil), t.identityPools...)
}

// IdentityPool returns the identity pool with this logical id. The error lists the identity pools that there are.
func (t *Template) IdentityPool(logicalID string) (*IdentityPool, error) {
	for _, pool := range t.identityPools {
		if pool.logicalID == logicalID {
			return pool, nil
		}
	}
	var others []string
	for _, pool := range t.identityPools {
		others = append(others, pool.logicalID)
	}
	if len(others) == 0 {
		return nil, fmt.Errorf("the template defines no identity pool, so none is called %s", cognito.Quote(logicalID))
	}
	return nil, fmt.Errorf("the template defines no identity pool %s; it has %s", cognito.Quote(logicalID), strings.Join(others, ", "))
}
