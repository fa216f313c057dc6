// Command generate writes package official from package here: the same programs, compiled with the official binding.
//
// Usage: generate HERE OFFICIAL, the folders of the two packages.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: generate HERE OFFICIAL")
	}
	if err := write(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

// write makes a folder hold the official programs, and no other Go file.
func write(here, official string) error {
	programs, err := generate(here)
	if err != nil {
		return err
	}
	earlier, err := filepath.Glob(filepath.Join(official, "*.go"))
	if err != nil {
		return err
	}
	for _, path := range earlier {
		err = errors.Join(err, os.Remove(path))
	}
	for name, program := range programs {
		err = errors.Join(err, os.WriteFile(filepath.Join(official, name), program, 0o644))
	}
	return err
}

const (
	hereImport     = `"github.com/awscdk-constructs/identitypool"`
	officialImport = `"github.com/aws/aws-cdk-go/awscdk/v2/awscognitoidentitypool"`
)

// generate returns the files of package official, by their names.
func generate(here string) (map[string][]byte, error) {
	paths, err := filepath.Glob(filepath.Join(here, "*.go"))
	if err != nil {
		return nil, err
	}
	programs := map[string][]byte{}
	for _, path := range paths {
		name := filepath.Base(path)
		program, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		program = bytes.Replace(program, []byte("package here\n"), []byte("package official\n"), 1)
		program = bytes.Replace(program, []byte("\tidentitypool "+hereImport+"\n"), []byte("\tidentitypool "+officialImport+"\n"), 1)
		if bytes.Contains(program, []byte(hereImport)) {
			// It would be compared with itself.
			return nil, fmt.Errorf("%s: the official program would import this library, too; import it once, as identitypool %s", path, hereImport)
		}
		programs[name] = append([]byte("// Code generated from here/"+name+" by go generate. DO NOT EDIT.\n\n"), program...)
	}
	return programs, nil
}
