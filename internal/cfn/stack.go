package cfn

import "strings"

// Stack is a template as it is deployed: with a name, in an account and region, with parameters. It never changes.
type Stack struct {
	app          *App
	index        int    // in the app
	name         string // for people
	deployedName string // the value of AWS::StackName, empty if not known
	region       string // empty if not known
	account      string
	environment  *Stack // the first one with this account and region, which stands for all of them
	document     *document
	parent       *Resource         // that deploys it, nil for one that stands by itself
	nested       map[string]*Stack // by the logical id of the resource that deploys it
	parameters   map[string]*parameter
	resources    []*Resource
	byLogicalID  map[string]*Resource
	conditions   map[string]node
	mappings     map[string]node
	outputs      map[string]node
	transforms   []string
	annotations  func() []annotation // of its constructs; nil for a nested stack, and where no cloud assembly tells
}

// Name is the stack's name; that of its file where the deployment gives the name; and of a nested one, its logical id in the parent.
func (s *Stack) Name() string { return s.name }

// File is where the template was read.
func (s *Stack) File() string { return s.document.file }

// IsNested reports whether another stack of the app deploys it.
func (s *Stack) IsNested() bool { return s.parent != nil }

// Region is the region that the stack is deployed to, the value of AWS::Region.
func (s *Stack) Region() Value { return s.pseudoParameter(regionParameter) }

// Account is the id of the account that the stack is deployed to, the value of AWS::AccountId.
func (s *Stack) Account() Value { return s.pseudoParameter(accountParameter) }

// Partition is the partition that the stack is deployed to, the value of AWS::Partition.
func (s *Stack) Partition() Value { return s.pseudoParameter(partitionName) }

// hasTransform reports whether a macro changes the template at its deployment. What it makes is not known.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-section-structure.html
func (s *Stack) hasTransform() bool { return len(s.transforms) > 0 }

// top is the stack that stands by itself, whose account and region those nested in it share.
func (s *Stack) top() *Stack {
	for s.parent != nil {
		s = s.parent.Stack
	}
	return s
}

// isWithin reports whether another stack deploys this one, if only through a third.
func (s *Stack) isWithin(other *Stack) bool {
	for s.parent != nil {
		if s = s.parent.Stack; s == other {
			return true
		}
	}
	return false
}

// readStack takes what every template has out of a document.
func readStack(app *App, document *document) *Stack {
	stack := &Stack{app: app, document: document, nested: map[string]*Stack{}, parameters: map[string]*parameter{}}
	root := document.root()
	stack.conditions = membersOf(root.field("Conditions"))
	stack.mappings = membersOf(root.field("Mappings"))
	stack.outputs = membersOf(root.field("Outputs"))
	for name, definition := range root.field("Parameters").members() {
		stack.parameters[name.text()] = readParameter(stack, name.text(), definition)
	}
	stack.transforms = textsOf(root.field("Transform"))
	stack.readResources(root.field("Resources"))
	return stack
}

func (s *Stack) readResources(section node) {
	s.resources = make([]*Resource, 0, section.length())
	s.byLogicalID = make(map[string]*Resource, section.length())
	for key, definition := range section.members() {
		logicalID := key.text()
		typeName := definition.field("Type").text()
		if strings.HasPrefix(logicalID, "Fn::") || typeName == "" {
			s.noteMacro(logicalID)
			continue
		}
		resource := &Resource{
			LogicalID: logicalID, Type: typeName, Stack: s, Condition: definition.field("Condition").text(), key: key, definition: definition,
			path: strings.TrimPrefix(definition.field("Metadata").field("aws:cdk:path").text(), "/"),
		}
		s.resources = append(s.resources, resource)
		s.byLogicalID[logicalID] = resource
	}
}

// noteMacro keeps in mind that something in the place of a resource makes resources.
func (s *Stack) noteMacro(name string) {
	if name, isMacro := strings.CutPrefix(name, "Fn::"); isMacro {
		macro, _, _ := strings.Cut(name, "::")
		s.transforms = append(s.transforms, "Fn::"+macro)
	}
}

func membersOf(section node) map[string]node {
	if section.length() == 0 {
		return nil
	}
	members := make(map[string]node, section.length())
	for key, value := range section.members() {
		members[key.text()] = value
	}
	return members
}

// textsOf reads a list of texts, or a single text.
func textsOf(section node) []string {
	if section.kind() == Text {
		return []string{section.text()}
	}
	var texts []string
	for item := range section.items() {
		if text := item.text(); text != "" {
			texts = append(texts, text)
			continue
		}
		if name := item.field("Name").text(); name != "" {
			texts = append(texts, name)
		}
	}
	if name := section.field("Name").text(); name != "" {
		texts = append(texts, name)
	}
	return texts
}
