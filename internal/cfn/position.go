package cfn

import "fmt"

// Position is a line of a file. The zero value is for what was never written in a file, such as what [FromMap] reads. The file of
// what [Parse] reads is empty.
type Position struct {
	File string // as it was given to [Load], or below the folder that was
	Line int    // from 1
}

// String returns "template.yaml:12", and "line 12" where the file has no name.
func (p Position) String() string {
	switch {
	case p.File == "" && p.Line == 0:
		return "the template"
	case p.File == "":
		return fmt.Sprintf("line %d", p.Line)
	case p.Line == 0:
		return p.File
	default:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
}
