package access

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// The keys of a file of tests. docs/access.schema.json has the same.
var (
	fileKeys    = []string{"app", "pool", "tests"}
	testKeys    = []string{"name", "login", "role", "refused", "can", "cannot"}
	loginKeys   = []string{"provider", "groups", "claims", "customRole", "classicFlow", "identityId"}
	requestKeys = []string{"action", "resource", "context"}
)

// guestLogin stands for a login without provider.
const guestLogin = "guest"

// maxTestNodes bounds how many values are read, however often aliases repeat them.
const maxTestNodes = 100_000

// testReader reads a file of tests and collects what is wrong with it.
type testReader struct {
	file     string
	problems []error
	nodes    int
}

func (r *testReader) failf(at *yaml.Node, format string, arguments ...any) {
	r.problems = append(r.problems, fmt.Errorf("%s:%d: %w", r.file, at.Line, fmt.Errorf(format, arguments...)))
}

func (r *testReader) read(text []byte) *Tests {
	tests := &Tests{File: r.file}
	document := r.document(text)
	if document == nil {
		return tests
	}
	fields := r.object(document, "the file", fileKeys)
	tests.App = r.text(fields["app"], "app")
	tests.Pool = r.text(fields["pool"], "pool")
	list, found := fields["tests"]
	if !found {
		r.failf(document, "has no tests; write tests: and a list of tests")
	}
	for _, each := range r.list(list, "tests") {
		tests.tests = append(tests.tests, r.test(each))
	}
	return tests
}

// document is the only one of the file: tests of another one would never run.
func (r *testReader) document(text []byte) *yaml.Node {
	if tab := indentedWithTab.FindIndex(text); tab != nil {
		r.failf(&yaml.Node{Line: 1 + bytes.Count(text[:tab[1]], []byte("\n"))}, "is indented with a tab; YAML takes spaces")
		return nil
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var document, next yaml.Node
	err := decoder.Decode(&document)
	if errors.Is(err, io.EOF) {
		r.failf(&yaml.Node{Line: 1}, "is empty; write tests: and a list of tests")
		return nil
	}
	if err == nil {
		err = decoder.Decode(&next)
	}
	switch {
	case err == nil:
		r.failf(&next, "a second document begins; write all tests into one")
		return nil
	case !errors.Is(err, io.EOF):
		r.problems = append(r.problems, fmt.Errorf("%s: %w", r.file, errors.New(strings.TrimPrefix(err.Error(), "yaml: "))))
		return nil
	}
	return document.Content[0]
}

var indentedWithTab = regexp.MustCompile(`(?m)^ *\t\s*\S`)

func (r *testReader) test(at *yaml.Node) test {
	fields := r.object(at, "a test", testKeys)
	read := test{name: r.text(fields["name"], "name"), line: at.Line}
	if read.name == "" {
		r.failf(at, "a test has no name; write name: and what it shows")
	}
	login, found := fields["login"]
	if !found {
		r.failf(at, "a test has no login; write login: {provider: …}, or login: guest")
	}
	read.login = r.login(login)
	if role := fields["role"]; role != nil {
		read.role = expectation{r.text(role, "role"), role.Line}
	}
	if refused := fields["refused"]; refused != nil {
		read.refused.line = refused.Line
		if !r.bool(refused, "refused") {
			r.failf(refused, "refused is not true; leave it out, and write the role: that is expected")
		}
	}
	read.can = r.requests(fields["can"], "can")
	read.cannot = r.requests(fields["cannot"], "cannot")
	r.checkExpectations(at, read)
	return read
}

func (r *testReader) checkExpectations(at *yaml.Node, read test) {
	switch {
	case read.role.line > 0 && read.refused.line > 0:
		r.failf(at, "a test expects a role and to be refused; leave one of them out")
	case read.role.line > 0 && read.role.text == "":
		r.failf(at, "role is empty; write a role, or refused: true")
	case read.role.line == 0 && read.refused.line == 0 && len(read.can)+len(read.cannot) == 0:
		r.failf(at, "a test expects nothing; write role:, refused: true, can: or cannot:")
	}
}

func (r *testReader) login(at *yaml.Node) Login {
	at = resolve(at)
	if at == nil || at.Kind == yaml.ScalarNode && at.Value == guestLogin {
		return Login{}
	}
	if at.Kind != yaml.MappingNode {
		r.failf(at, "login is neither guest nor an object%s", allowedKeys(loginKeys))
		return Login{}
	}
	fields := r.object(at, "login", loginKeys)
	if provider := fields["provider"]; provider != nil && r.text(provider, "provider") == "" {
		r.failf(provider, "provider is empty; name one, or write login: guest")
	}
	read := Login{
		Provider:   r.text(fields["provider"], "provider"),
		CustomRole: r.text(fields["customRole"], "customRole"),
		IdentityID: r.text(fields["identityId"], "identityId"),
		Groups:     r.texts(fields["groups"], "groups"),
	}
	if flow := fields["classicFlow"]; flow != nil {
		read.ClassicFlow = r.bool(flow, "classicFlow")
	}
	if claims := resolve(fields["claims"]); claims != nil {
		values, isObject := r.value(claims, 0).(map[string]any)
		if !isObject {
			r.failf(claims, "claims is not an object; write claims: {name: value}")
		}
		read.Claims = values
	}
	if read.Provider == "" && (len(read.Groups) > 0 || len(read.Claims) > 0 || at.Kind == yaml.MappingNode && len(at.Content) == 0) {
		r.failf(at, "login has no provider; name one, or write login: guest")
	}
	return read
}

func (r *testReader) requests(at *yaml.Node, key string) []testRequest {
	var requests []testRequest
	for _, each := range r.list(at, key) {
		line := each.Line
		request := r.request(resolve(each))
		if err := request.CheckAction(); err != nil {
			r.failf(each, "%w", err)
		}
		requests = append(requests, testRequest{request, line})
	}
	return requests
}

// request is "s3:GetObject ${Files.Arn}/a.txt", or an object where there is more to say.
func (r *testReader) request(at *yaml.Node) Request {
	if at.Kind == yaml.ScalarNode {
		action, resource, _ := strings.Cut(at.Value, " ")
		return Request{Action: action, Resource: strings.TrimSpace(resource)}
	}
	fields := r.object(at, "a request", requestKeys)
	read := Request{Action: r.text(fields["action"], "action"), Resource: r.text(fields["resource"], "resource")}
	context := resolve(fields["context"])
	if context == nil {
		return read
	}
	read.Context = map[string][]string{}
	for key, values := range r.object(context, "context", nil) {
		read.Context[key] = r.texts(values, key)
	}
	return read
}

// object returns the fields of an object. An unknown key is a problem, and one that stands twice; no keys: all are allowed.
func (r *testReader) object(at *yaml.Node, what string, allowed []string) map[string]*yaml.Node {
	at = resolve(at)
	fields := map[string]*yaml.Node{}
	var merged []*yaml.Node
	if at == nil || at.Kind != yaml.MappingNode {
		r.failf(lineOf(at), "%s is not an object%s", what, allowedKeys(allowed))
		return fields
	}
	for i := 0; i+1 < len(at.Content); i += 2 {
		key, value := at.Content[i], at.Content[i+1]
		switch {
		case key.Tag == "!!merge":
			merged = append(merged, value)
		case allowed != nil && !slices.Contains(allowed, key.Value):
			r.failf(key, "%s has the unknown key %s%s", what, cognito.Quote(key.Value), allowedKeys(allowed))
		case fields[key.Value] != nil:
			r.failf(key, "%s has the key %s twice", what, cognito.Quote(key.Value))
		default:
			fields[key.Value] = value
		}
	}
	for _, each := range merged {
		r.merge(fields, each, what, allowed)
	}
	return fields
}

// merge adds what << names, an object or several, but for the keys that are there.
func (r *testReader) merge(fields map[string]*yaml.Node, from *yaml.Node, what string, allowed []string) {
	objects := []*yaml.Node{resolve(from)}
	if objects[0].Kind == yaml.SequenceNode {
		objects = r.list(from, "<<")
	}
	for _, object := range objects {
		if r.isTooMuch(object) {
			return
		}
		for key, value := range r.object(object, what, allowed) {
			if fields[key] == nil {
				fields[key] = value
			}
		}
	}
}

func allowedKeys(allowed []string) string {
	if allowed == nil {
		return ""
	}
	return "; allowed are " + strings.Join(allowed, ", ")
}

func (r *testReader) list(at *yaml.Node, what string) []*yaml.Node {
	at = resolve(at)
	switch {
	case at == nil:
		return nil
	case at.Kind != yaml.SequenceNode:
		r.failf(at, "%s is not a list; write each entry behind a hyphen", what)
		return nil
	case r.isTooMuch(at):
		return nil
	}
	items := make([]*yaml.Node, 0, len(at.Content))
	for _, item := range at.Content {
		if resolved := resolve(item); resolved != nil {
			items = append(items, resolved)
		}
	}
	return items
}

// texts reads a list of texts, or a single one.
func (r *testReader) texts(at *yaml.Node, what string) []string {
	at = resolve(at)
	if at != nil && at.Kind == yaml.ScalarNode {
		return []string{r.text(at, what)}
	}
	var texts []string
	for _, item := range r.list(at, what) {
		texts = append(texts, r.text(item, what))
	}
	return texts
}

func (r *testReader) text(at *yaml.Node, what string) string {
	at = resolve(at)
	switch {
	case at == nil:
		return ""
	case at.Kind != yaml.ScalarNode || at.Tag == "!!null":
		r.failf(at, "%s is not a text; write a text", what)
		return ""
	default:
		return at.Value
	}
}

func (r *testReader) bool(at *yaml.Node, what string) bool {
	at = resolve(at)
	var value bool
	if err := at.Decode(&value); err != nil || at.Tag != "!!bool" {
		r.failf(at, "%s is neither true nor false", what)
	}
	return value
}

// value reads a claim: a text, number or truth value, a list or an object. What looks like a date is a text, as in a token.
func (r *testReader) value(at *yaml.Node, depth int) any {
	at = resolve(at)
	if at == nil || r.isTooMuch(at) {
		return nil
	}
	if depth > maxClaimDepth {
		r.failf(at, "a claim is nested more than %d levels deep", maxClaimDepth)
		return nil
	}
	switch at.Kind {
	case yaml.MappingNode:
		values := map[string]any{}
		for key, value := range r.object(at, "a claim", nil) {
			values[key] = r.value(value, depth+1)
		}
		return values
	case yaml.SequenceNode:
		values := make([]any, 0, len(at.Content))
		for _, item := range at.Content {
			values = append(values, r.value(item, depth+1))
		}
		return values
	default:
		return scalarOf(at)
	}
}

// maxClaimDepth bounds how deep the values of a claim are nested.
const maxClaimDepth = 20

func scalarOf(at *yaml.Node) any {
	var value any
	if err := at.Decode(&value); err != nil || at.Tag == "!!timestamp" {
		return at.Value
	}
	return value
}

// isTooMuch counts what has been read, so that aliases of aliases end.
func (r *testReader) isTooMuch(at *yaml.Node) bool {
	before := r.nodes
	r.nodes += 1 + len(at.Content)
	if before <= maxTestNodes && r.nodes > maxTestNodes {
		r.failf(at, "the file has more than %d values, aliases counted each time; divide it", maxTestNodes)
	}
	return r.nodes > maxTestNodes
}

// resolve follows an alias.
func resolve(at *yaml.Node) *yaml.Node {
	if at != nil && at.Kind == yaml.AliasNode {
		return at.Alias
	}
	return at
}

func lineOf(at *yaml.Node) *yaml.Node {
	if at == nil {
		return &yaml.Node{Line: 1}
	}
	return at
}
