package command

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/cmd/identitypool/internal/format"
)

// testsSuffix is how the names of files with tests end.
const testsSuffix = ".access.yaml"

func newTest() *cobra.Command {
	input := &input{}
	chosen := newChoice(textFormat, jsonFormat)
	verb := &cobra.Command{
		Use:   "test [PATH...]",
		Short: "Run tests that are written as data",
		Long: "test runs the tests of files such as shop.access.yaml, each on the app that the file names. A folder stands for all files\n" +
			"*.access.yaml in it and below; without a PATH it is this folder. It also lists the rows of the decision tables that no test exercises.",
		Example: "  identitypool test\n  identitypool test shop.access.yaml",
		RunE: func(verb *cobra.Command, files []string) error {
			results, err := runTests(input, files)
			if err != nil {
				return err
			}
			text, err := renderTests(chosen.value, results, styleOf(verb.OutOrStdout()))
			if err := write(verb, text, err); err != nil {
				return err
			}
			if !results.Passed() {
				return errFound
			}
			return nil
		},
	}
	input.addFlags(verb)
	chosen.addFlag(verb, "format", "the output's format")
	return verb
}

func renderTests(chosen string, results format.TestResults, style format.Style) (string, error) {
	if chosen == jsonFormat {
		return results.JSON()
	}
	return results.Text(style), nil
}

func runTests(input *input, paths []string) (format.TestResults, error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	files, err := testsOf(paths)
	if err != nil {
		return format.TestResults{}, err
	}
	options, err := input.options()
	if err != nil {
		return format.TestResults{}, err
	}
	var results format.TestResults
	for _, file := range files {
		if err := runFile(file, input.pool, options, &results); err != nil {
			return format.TestResults{}, err
		}
	}
	return results, nil
}

func runFile(file, pool string, options []access.Option, results *format.TestResults) error {
	tests, err := access.LoadTests(file)
	if err != nil {
		return err
	}
	if pool != "" {
		tests.Pool = pool
	}
	app, err := tests.Load(options...)
	if err != nil {
		return fmt.Errorf("the app of %s: %w", file, err)
	}
	unexercised, err := tests.Unexercised(app)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	results.Add(file, tests.Run(app), unexercised)
	return nil
}

// testsOf are files by their paths, and those that are in folders.
func testsOf(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			files = append(files, path)
			continue
		}
		found, err := findTests(path)
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	return files, nil
}

// findTests looks for tests in a folder and below, but for folders in which others write.
func findTests(folder string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch name := entry.Name(); {
		case !entry.IsDir():
			if strings.HasSuffix(name, testsSuffix) {
				files = append(files, path)
			}
		case path != folder && (strings.HasPrefix(name, ".") || slices.Contains([]string{"node_modules", assemblyFolder}, name)):
			return filepath.SkipDir
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s can't be searched for tests: %w", folder, err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("there is no file *%s in the folder %s or below; write one, or name it", testsSuffix, folder)
	}
	return files, nil
}
