package access

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Tests are tests of an identity pool, written as data in a file such as shop.access.yaml, which [LoadTests] reads.
//
// See: https://github.com/awscdk-constructs/identitypool/blob/main/docs/access.md#tests-as-data
type Tests struct {
	// File is where they were read.
	File string
	// App is the cloud assembly or the template that they are about, as a path from the working directory. Empty if the file names none.
	App string
	// Pool is the identity pool that they are about. Empty if the file names none: the only one of the app.
	Pool string

	tests []test
}

// TestResult is what came of a test.
type TestResult struct {
	// Name is the test's.
	Name string
	// Passed says whether all is as the test expects.
	Passed bool
	// Reason says what is not as expected, with one line for each expectation. Empty if the test passed.
	Reason string
	// File is where the test stands.
	File string
	// Line is that of the first expectation that is not met, and of the test if it passed or could not be run.
	Line int
}

// String is for the output of a failing test.
func (r TestResult) String() string {
	if r.Passed {
		return "passed: " + r.Name
	}
	return fmt.Sprintf("%s:%d: %s: %s", r.File, r.Line, r.Name, r.Reason)
}

// LoadTests reads a file of tests, of 1 MiB at most. The error lists all that is wrong with it, with lines.
func LoadTests(path string) (*Tests, error) {
	if info, err := os.Stat(path); err == nil && info.Size() > maxTestsSize {
		return nil, fmt.Errorf("%s is larger than %d bytes; divide it", path, maxTestsSize)
	}
	text, err := os.ReadFile(path) //nolint:gosec // to read the file that it is told is what it is for
	if err != nil {
		return nil, fmt.Errorf("the tests can't be read: %w", err)
	}
	reader := &testReader{file: path}
	tests := reader.read(text)
	if err := errors.Join(reader.problems...); err != nil {
		return nil, err
	}
	if tests.App != "" && !filepath.IsAbs(tests.App) {
		tests.App = filepath.Join(filepath.Dir(path), tests.App)
	}
	return tests, nil
}

// maxTestsSize bounds a file of tests.
const maxTestsSize = 1 << 20

// Load reads the app that the tests are about.
func (t *Tests) Load(options ...Option) (*App, error) {
	if t.App == "" {
		return nil, fmt.Errorf("%s names no app; write app: cdk.out, with a path from its own folder", t.File)
	}
	return Load(t.App, options...)
}

// Run runs the tests on an app; where it is nil, on the one that the file names. A test that can't be run has failed.
func (t *Tests) Run(app *App) []TestResult {
	app, pool, err := t.open(app)
	results := make([]TestResult, 0, len(t.tests))
	for _, each := range t.tests {
		result := TestResult{Name: each.name, Passed: err == nil, File: t.File, Line: each.line}
		if err != nil {
			result.Reason = err.Error()
		} else if failures := each.run(app, pool); len(failures) > 0 {
			result.Passed, result.Line, result.Reason = false, failures[0].line, reasonOf(failures)
		}
		results = append(results, result)
	}
	return results
}

// Unexercised returns the rows of the decision table that no test signs in by, in the order of the table.
func (t *Tests) Unexercised(app *App) ([]DecisionRow, error) {
	_, pool, err := t.open(app)
	if err != nil {
		return nil, err
	}
	return pool.unexercised(t.tests), nil
}

// open returns the app, loaded where none is given, and its identity pool that the tests are about.
func (t *Tests) open(app *App) (*App, *IdentityPool, error) {
	if app == nil {
		loaded, err := t.Load()
		if err != nil {
			return nil, nil, err
		}
		app = loaded
	}
	pool, err := t.poolOf(app)
	return app, pool, err
}

func (t *Tests) poolOf(app *App) (*IdentityPool, error) {
	switch {
	case t.Pool != "":
		return app.IdentityPool(t.Pool)
	case len(app.pools) == 1:
		return app.pools[0], nil
	case len(app.pools) == 0:
		return nil, errors.New("the templates have no identity pool")
	default:
		return nil, fmt.Errorf("%s names no pool, and there are several: %s", t.File, namesOf(app.pools))
	}
}
