// Command interop speaks for an independent implementation of the transparency-log formats: the
// code of Go's checksum database, golang.org/x/mod/sumdb/note and sumdb/tlog. It checks what
// minutebook publishes, and stands in for another log and another witness. test_interop.py runs it.
//
// Every subcommand prints JSON lines and exits 0; anything that does not hold is one sentence on
// standard error and exit status 1.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

var subcommands = map[string]func(arguments []string) error{
	"note":        showNote,
	"receipt":     checkReceipts,
	"tiles":       checkTiles,
	"consistency": checkConsistency,
	"keygen":      makeKey,
	"log":         askWitness,
	"witness":     serveWitness,
	"publish":     publishLog,
}

func main() {
	if len(os.Args) < 2 || subcommands[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: interop SUBCOMMAND ARGUMENTS")
		os.Exit(2)
	}
	if err := subcommands[os.Args[1]](os.Args[2:]); err != nil {
		fmt.Fprintf(os.Stderr, "interop %s: %v\n", os.Args[1], err)
		os.Exit(1)
	}
}

func say(line map[string]any) {
	text, err := json.Marshal(line)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))
}

func need(arguments []string, count int) error {
	if len(arguments) < count {
		return fmt.Errorf("%d arguments are needed", count)
	}
	return nil
}
