package command

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/awscdk-constructs/identitypool/cmd/identitypool/internal/format"
)

// The names of formats.
const (
	textFormat     = "text"
	jsonFormat     = "json"
	markdownFormat = "markdown"
	mermaidFormat  = "mermaid"
	sarifFormat    = "sarif"
	junitFormat    = "junit"
	githubFormat   = "github"
)

// choice is an option that takes one of a few words. It is a pflag.Value.
type choice struct {
	value   string
	allowed []string // the first one is the default
}

func newChoice(allowed ...string) *choice { return &choice{value: allowed[0], allowed: allowed} }

// String returns the word.
func (c *choice) String() string { return c.value }

// Set takes one of the words.
func (c *choice) Set(value string) error {
	if !slices.Contains(c.allowed, value) {
		return fmt.Errorf("write one of %s", strings.Join(c.allowed, ", "))
	}
	c.value = value
	return nil
}

// Type is shown in the help.
func (c *choice) Type() string { return strings.Join(c.allowed, "|") }

func (c *choice) addFlag(verb *cobra.Command, name, usage string) {
	verb.Flags().Var(c, name, usage)
	// The only error is a flag that isn't there.
	_ = verb.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(c.allowed, cobra.ShellCompDirectiveNoFileComp))
}

// styleOf is how text is written: with colours and broken into lines on a terminal, plain everywhere else.
func styleOf(output io.Writer) format.Style {
	file, isFile := output.(*os.File)
	if !isFile || !term.IsTerminal(int(file.Fd())) {
		return format.Style{}
	}
	width, _, err := term.GetSize(int(file.Fd()))
	if err != nil {
		width = 0
	}
	// See: https://no-color.org
	colors := os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return format.Style{Width: width, Colors: colors}
}

// write prints what a format made.
func write(verb *cobra.Command, text string, err error) error {
	if err != nil {
		return err
	}
	if _, err := io.WriteString(verb.OutOrStdout(), text); err != nil {
		return fmt.Errorf("the output can't be written: %w", err)
	}
	return nil
}
