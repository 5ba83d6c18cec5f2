package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"net/http"
	"os/exec"
	"strings"
	"testing"
)

// sandbox is a sandbox's server. On the clock `auto` each read jumps to the next thing due: nothing waits.
type sandbox struct {
	url, token string
	client     *Client
}

func startSandbox(t *testing.T) *sandbox {
	t.Helper()
	// Not by npx, which would not hand on the signal that ends it.
	program := exec.Command("node_modules/.bin/firsthandapi-sandbox", "serve", "--port", "0", "--clock", "auto")
	output, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = program.Process.Kill()
		_ = program.Wait()
	})
	printed := map[string]string{}
	for lines := bufio.NewScanner(output); printed["window"] == "" && lines.Scan(); {
		words := strings.Fields(lines.Text())
		last := len(words) - 1
		printed[strings.Join(words[:last], " ")] = words[last]
	}
	url := printed["FirstHandAPI sandbox on"]
	return &sandbox{url, printed["control token"], &Client{BaseURL: url, APIKey: printed["test key"]}}
}

// fault makes requests of a route fail.
func (s *sandbox) fault(t *testing.T, route string, fault map[string]any) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"route": route, "fault": fault})
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequest(http.MethodPost, s.url+"/_sandbox/worlds/default/faults", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Sandbox-Token", s.token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Fatalf("the control answered %s", response.Status)
	}
}
