package command

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/awscdk-constructs/identitypool/access"
)

const (
	// assemblyFolder is where cdk synth writes.
	assemblyFolder = "cdk.out"
	// standardInput stands for it among the paths.
	standardInput = "-"
	// maxInput bounds what is read from standard input. CloudFormation takes templates of up to 1 MB.
	maxInput = 64 << 20
)

// input is what all verbs that read templates are told about them.
type input struct {
	pool           string
	region         string
	account        string
	parameters     []string
	parameterFiles []string
	managed        []string
}

func (i *input) addFlags(verb *cobra.Command) {
	flags := verb.Flags()
	flags.StringVar(&i.pool, "pool", "", "look at one identity `pool` only, by its construct path, logical id, id or name")
	flags.StringVar(&i.region, "region", "", "the `region` that templates are deployed to, where no cloud assembly tells it")
	flags.StringVar(&i.account, "account", "", "the `account` that templates are deployed to, where no cloud assembly tells it")
	flags.StringArrayVar(&i.parameters, "parameter", nil, "the value of a parameter of the templates, as `name=value`; repeated")
	flags.StringArrayVar(&i.managed, "managed-policy", nil, "the text of a managed policy that no template holds, as `ARN=FILE`; repeated")
	flags.StringArrayVar(&i.parameterFiles, "parameter-file", nil, "a `file` with values of parameters; repeated")
}

// load reads the paths together as one app.
func (i *input) load(paths []string, stdin io.Reader, further ...access.Option) (*access.App, error) {
	options, err := i.options()
	if err != nil {
		return nil, err
	}
	options = append(options, further...)
	if len(paths) == 0 {
		if _, err := os.Stat(assemblyFolder); err != nil {
			return nil, errors.New("there is no cdk.out in this folder; run cdk synth first, or name a template, such as template.yaml")
		}
		paths = []string{assemblyFolder}
	}
	if err := checkPaths(paths); err != nil {
		return nil, err
	}
	at := slices.Index(paths, standardInput)
	if at < 0 {
		return access.Load(paths[0], append(options, furtherTemplates(paths[1:])...)...)
	}
	others := slices.Delete(slices.Clone(paths), at, at+1)
	template, err := readAll(stdin)
	if err != nil {
		return nil, err
	}
	app, err := access.Parse(template, append(options, furtherTemplates(others)...)...)
	if err != nil {
		return nil, fmt.Errorf("standard input: %w", err)
	}
	return app, nil
}

// checkPaths refuses a path that names nothing, as that of an unset variable, and one that is named twice: its resources would be there twice.
func checkPaths(paths []string) error {
	seen := map[string]bool{}
	for _, path := range paths {
		place := path
		if absolute, err := filepath.Abs(path); err == nil && path != standardInput {
			place = absolute
		}
		switch {
		case path == "":
			return errors.New("a path is empty; name a folder that cdk synth wrote, a template, or - for standard input")
		case seen[place] && path == standardInput:
			return errInputTwice
		case seen[place]:
			return fmt.Errorf("%s is named twice; name it once", path)
		}
		seen[place] = true
	}
	return nil
}

func readAll(stdin io.Reader) ([]byte, error) {
	template, err := io.ReadAll(io.LimitReader(stdin, maxInput+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("standard input can't be read: %w", err)
	case len(template) > maxInput:
		return nil, fmt.Errorf("standard input has more than %d MB; a template has 1 MB at most", maxInput>>20) //nolint:mnd // a MB
	default:
		return template, nil
	}
}

func furtherTemplates(paths []string) []access.Option {
	options := make([]access.Option, 0, len(paths))
	for _, path := range paths {
		options = append(options, access.WithTemplate(path))
	}
	return options
}

func (i *input) options() ([]access.Option, error) {
	var options []access.Option
	if i.region != "" {
		options = append(options, access.WithRegion(i.region))
	}
	if i.account != "" {
		options = append(options, access.WithAccountID(i.account))
	}
	for _, file := range i.parameterFiles {
		options = append(options, access.WithParameterFile(file))
	}
	for _, parameter := range i.parameters {
		name, value, err := pair("--parameter", parameter, "name=value")
		if err != nil {
			return nil, err
		}
		options = append(options, access.WithParameter(name, value))
	}
	for _, managed := range i.managed {
		arn, file, err := pair("--managed-policy", managed, "ARN=FILE")
		if err != nil {
			return nil, err
		}
		document, err := os.ReadFile(file) //nolint:gosec // the user names the file
		if err != nil {
			return nil, fmt.Errorf("--managed-policy: the document can't be read: %w", err)
		}
		options = append(options, access.WithManagedPolicy(arn, document))
	}
	return options, nil
}

// somePools returns the identity pool that was asked for, or all, and fails where there is none.
func (i *input) somePools(app *access.App) ([]*access.IdentityPool, error) {
	pools, err := i.pools(app)
	if err == nil && len(pools) == 0 {
		return nil, errNoPool
	}
	return pools, err
}

var (
	errNoPool     = errors.New("the templates have no identity pool")
	errInputTwice = errors.New("standard input can be read once only; pass - once")
)

// pools returns the identity pool that was asked for, or all.
func (i *input) pools(app *access.App) ([]*access.IdentityPool, error) {
	if i.pool == "" {
		return app.IdentityPools(), nil
	}
	pool, err := app.IdentityPool(i.pool)
	if err != nil {
		return nil, err
	}
	return []*access.IdentityPool{pool}, nil
}

// onlyPool returns the identity pool that was asked for, or the one that there is.
func (i *input) onlyPool(app *access.App) (*access.IdentityPool, error) {
	pools, err := i.somePools(app)
	switch {
	case err != nil:
		return nil, err
	case len(pools) == 1:
		return pools[0], nil
	}
	names := make([]string, len(pools))
	for at, pool := range pools {
		names[at] = pool.Name()
	}
	return nil, fmt.Errorf("there are several identity pools; choose one with --pool: %s", strings.Join(names, ", "))
}

// pair takes the argument of an option apart at its first =.
func pair(option, argument, form string) (key, value string, err error) {
	key, value, found := strings.Cut(argument, "=")
	if !found || key == "" {
		return "", "", fmt.Errorf("%s %q: write %s", option, argument, form)
	}
	return key, value, nil
}
