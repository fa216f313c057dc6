package cfn

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
)

// parse reads JSON or YAML.
func parse(file string, text []byte) (*document, error) {
	text = []byte(strings.TrimPrefix(string(text), "\ufeff"))
	if len(text) > maxJSONBytes {
		return nil, tooLarge("the template")
	}
	if !strings.HasPrefix(strings.TrimLeft(string(text[:min(len(text), maxLeadingSpace)]), " \t\r\n"), "{") {
		return parseYAML(file, text)
	}
	document, err := parseJSON(file, string(text))
	var duplicate *duplicateKeyError
	if err == nil || errors.As(err, &duplicate) {
		return document, err
	}
	if flow, yamlErr := parseYAML(file, text); yamlErr == nil { // YAML may begin with a brace, too
		return flow, nil
	}
	return nil, err
}

// readFile reads a file that is not larger than what may be in it.
func readFile(path string) ([]byte, error) {
	file, err := os.Open(path) //nolint:gosec // to read the file that it is told is what this package is for
	if err != nil {
		return nil, fmt.Errorf("%s can't be opened: %w", path, withoutPath(err))
	}
	defer file.Close() //nolint:errcheck // nothing was written
	if info, err := file.Stat(); err == nil && info.Size() > maxJSONBytes {
		return nil, tooLarge(path)
	}
	text, err := io.ReadAll(io.LimitReader(file, maxJSONBytes+1))
	if err != nil {
		return nil, fmt.Errorf("%s can't be read: %w", path, err)
	}
	if len(text) > maxJSONBytes {
		return nil, tooLarge(path)
	}
	return text, nil
}

// withoutPath returns why a file can't be opened, without "open" and its path.
func withoutPath(err error) error {
	var failed *os.PathError
	if errors.As(err, &failed) {
		return failed.Err
	}
	return err
}

func tooLarge(path string) error {
	return fmt.Errorf("%s is larger than %d bytes; CloudFormation takes templates of 1 MB", path, maxJSONBytes)
}

// documents reads each file once, however many stacks are made from it.
type documents struct {
	mutex sync.Mutex
	files map[string]func() (*document, error)
}

func (d *documents) read(path string) (*document, error) {
	d.mutex.Lock()
	read, found := d.files[path]
	if !found {
		read = sync.OnceValues(func() (*document, error) {
			text, err := readFile(path)
			if err != nil {
				return nil, err
			}
			return parse(path, text)
		})
		d.files[path] = read
	}
	d.mutex.Unlock()
	return read()
}
