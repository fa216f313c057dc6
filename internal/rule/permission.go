package rule

// What a role lets those do who get it.
const (
	// GuestPermissionBlocked is a permission of guests that no guest has in the enhanced flow.
	GuestPermissionBlocked ID = "guest-permission-blocked"
	// GuestPermissionBroad is a guest role that may do more than guests should.
	GuestPermissionBroad ID = "guest-permission-broad"
	// SignupPermissionBroad is a role with broad permissions that anyone gets who signs up.
	SignupPermissionBroad ID = "signup-permission-broad"
	// RoleCanRaiseItself is a role that may change what decides who gets which role.
	RoleCanRaiseItself ID = "role-can-raise-itself"
	// LeadingKeysBypassed is a condition on the keys of a table that some actions don't have.
	LeadingKeysBypassed ID = "leading-keys-bypassed"
)

var permissionRules = []Rule{
	{
		ID:         RoleCanRaiseItself,
		Title:      "The users of a role can give themselves a better one",
		Severities: []Severity{Error},
		IsFinding:  true,
		Why: "Whoever gets the role may change the role mappings or the settings of the identity pool, speak for its developer provider, change " +
			"groups, attributes, clients or passwords of the user pool, the function that writes claims, or the policies and the trust of roles. " +
			"An attacker signs in, makes themselves an administrator and asks for new credentials.",
		Cure: "Remove the action from the role. Give it to a function that checks who asks, and let users call the function.",
		CDK: `// The function checks who asks; no identity of the pool has this role.
userPool.Grant(function, jsii.String("cognito-idp:AdminAddUserToGroup"))`,
		CloudFormation: `Inviting:
  Type: AWS::IAM::Policy
  Properties:
    PolicyName: Inviting
    Roles: [!Ref FunctionRole] # not a role that the identity pool hands out
    PolicyDocument:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Action: cognito-idp:AdminAddUserToGroup
          Resource: !GetAtt UserPool.Arn`,
		Page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
	},
	{
		ID:         LeadingKeysBypassed,
		Title:      "A condition on the keys of a table doesn't hold for all actions",
		Severities: []Severity{Error, Note},
		IsFinding:  true,
		Why: "`ForAllValues` is met when the request has no such key, and `dynamodb:Scan` and a PartiQL statement without a key have no " +
			"`dynamodb:LeadingKeys`. A user who scans the table reads the items of everybody.",
		Cure: "Add `Null` with `dynamodb:LeadingKeys: \"false\"`, so that a request must name its keys. Leave out actions that can't, such as " +
			"`dynamodb:Scan`.",
		CDK: `identitypool.GrantItems(role, table, identitypool.SessionTagVariable(jsii.String("tenant")), nil)`,
		CloudFormation: `- Effect: Allow
  Action: [dynamodb:GetItem, dynamodb:Query, dynamodb:PutItem, dynamodb:UpdateItem, dynamodb:DeleteItem]
  Resource: !GetAtt Table.Arn
  Condition:
    ForAllValues:StringEquals:
      dynamodb:LeadingKeys: ["${aws:PrincipalTag/tenant}"]
    "Null":
      dynamodb:LeadingKeys: "false"`,
		Page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html",
	},
	{
		ID:         GuestPermissionBroad,
		Title:      "Guests may do more than guests should",
		Severities: []Severity{Warning},
		IsFinding:  true,
		Why: "An attacker takes the identity pool's id from your app and gets the guest role's credentials without signing in. " +
			"With them they may use all of a service, or write to every resource.",
		Cure: "Name the actions and the resources that guests need.",
		CDK:  `table.Grant(pool.UnauthenticatedRole(), jsii.String("dynamodb:GetItem"))`,
		CloudFormation: `- Effect: Allow
  Action: dynamodb:GetItem # not dynamodb:*
  Resource: !GetAtt Table.Arn # not "*"`,
		Page: pageOfRoles,
	},
	{
		ID:         SignupPermissionBroad,
		Title:      "Whoever signs up may do too much",
		Severities: []Severity{Warning},
		Uncertain:  "Where the user pool has a pre sign-up trigger: it may refuse strangers.",
		IsFinding:  true,
		Why: "Anyone can sign up to the user pool, if not in your app then by the `SignUp` API with its client id. With that they get a role that " +
			"allows all actions of a service on every resource, or actions of IAM.",
		Cure: "Name the actions and the resources that users need, or let an administrator make the accounts.",
		CDK: `// The folder of each user, instead of s3:* on everything.
identitypool.GrantFolder(role, bucket, jsii.String("users/"+*pool.IdentityIdVariable()), nil)`,
		CloudFormation: `- Effect: Allow
  Action: [s3:GetObject, s3:PutObject, s3:DeleteObject]
  Resource: !Sub "${Files.Arn}/users/${!cognito-identity.amazonaws.com:sub}/*"`,
		Page: "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-admin-create-user-policy.html",
	},
	{
		ID:         GuestPermissionBlocked,
		Title:      "Guests are granted what no guest can do",
		Severities: []Severity{Warning, Note},
		Uncertain:  "Always: AWS documents only parts of the list of services that guests can use, and changes it from time to time.",
		IsFinding:  true,
		Why: "In the enhanced flow, Cognito limits the credentials of guests to a fixed list of services, whatever the role allows. " +
			"The call is refused with `AccessDenied`.",
		Cure: "Let users sign in for this, or call a service for them from a function that guests may invoke.",
		CDK:  `parameter.GrantRead(pool.AuthenticatedRole())`,
		CloudFormation: `Reading:
  Type: AWS::IAM::Policy
  Properties:
    PolicyName: Reading
    Roles: [!Ref AuthenticatedRole] # not the role of guests
    PolicyDocument:
      Version: "2012-10-17"
      Statement:
        - Effect: Allow
          Action: ssm:GetParameter
          Resource: !Sub "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/greeting"`,
		Page: "https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html#access-policies",
	},
}
