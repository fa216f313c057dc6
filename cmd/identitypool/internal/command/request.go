package command

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/awscdk-constructs/identitypool/access"
)

// contextFlag are the condition keys of a request.
type contextFlag []string

func (c *contextFlag) addFlag(verb *cobra.Command) {
	verb.Flags().StringArrayVar((*[]string)(c), "context", nil,
		"a condition key of the request, as `key=value`; repeated; key= for one that it lacks")
}

// parse reads the keys with their values. A key without value has an empty list, which says that the request lacks it.
func (c *contextFlag) parse() (map[string][]string, error) {
	keys := map[string][]string{}
	for _, option := range *c {
		key, value, err := pair("--context", option, "key=value, or key= for a key that the request lacks")
		if err != nil {
			return nil, err
		}
		values, isGivenAgain := keys[key]
		if isGivenAgain && (value == "" || len(values) == 0) {
			return nil, fmt.Errorf("--context %q: %s can't have a value and be lacking", option, key)
		}
		if value != "" {
			values = append(values, value)
		}
		keys[key] = values
	}
	return keys, nil
}

// parseRequests reads requests as ACTION=RESOURCE, or ACTION for one that has no resource.
func parseRequests(options []string, context map[string][]string) ([]access.Request, error) {
	requests := make([]access.Request, 0, len(options))
	for _, option := range options {
		action, resource, _ := strings.Cut(option, "=")
		request := access.Request{Action: action, Resource: resource, Context: context}
		if err := request.CheckAction(); err != nil {
			return nil, fmt.Errorf("--can takes ACTION=RESOURCE: %w", err)
		}
		requests = append(requests, request)
	}
	return requests, nil
}
