package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"
)

var order = NewJob{
	Type:              "data_collection",
	Description:       "A coffee cup on a table, seen from above",
	FilesNeeded:       2,
	AcceptedFormats:   []string{"image/jpeg"},
	PricePerFileCents: 50,
}

func TestCollectsEveryPhotoIntoTheFolder(t *testing.T) {
	api := startSandbox(t)
	folder := t.TempDir()
	if err := collect(context.Background(), api.client, order.Description, 2, folder); err != nil {
		t.Fatal(err)
	}
	jobs := listJobs(t, api)
	if len(jobs) != 1 || jobs[0].Status != "completed" {
		t.Fatalf("jobs: %+v", jobs)
	}
	files, err := api.client.JobFiles(context.Background(), jobs[0].ID)
	if err != nil || len(files) != 2 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		content, err := os.ReadFile(filepath.Join(folder, file.ID+".jpg"))
		if err != nil {
			t.Fatal(err)
		}
		if hash := sha256.Sum256(content); hex.EncodeToString(hash[:]) != file.ContentHash {
			t.Errorf("%s has other bytes", file.ID)
		}
	}
}

func TestALostAnswerMakesNoSecondJob(t *testing.T) {
	api := startSandbox(t)
	api.fault(t, "POST /v1/jobs", map[string]any{"afterCommit": "reset"})
	created, err := api.client.CreateJob(context.Background(), order)
	if err != nil {
		t.Fatal(err)
	}
	if jobs := listJobs(t, api); len(jobs) != 1 || jobs[0].ID != created.ID {
		t.Fatalf("jobs: %+v", jobs)
	}
}

func TestAnErrorSaysWhatIsWrong(t *testing.T) {
	api := startSandbox(t)
	wrong := order
	wrong.FilesNeeded = 0
	_, err := api.client.CreateJob(context.Background(), wrong)
	var refusal *APIError
	if !errors.As(err, &refusal) || refusal.Status != 400 || refusal.Type != "validation_error" {
		t.Fatalf("error: %v", err)
	}
}

func TestADeliveryIsVerifiedOverItsBytes(t *testing.T) {
	api := startSandbox(t)
	type delivery struct {
		body      []byte
		signature string
	}
	deliveries := make(chan delivery, 8)
	receiver := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) {
		body, _ := io.ReadAll(request.Body)
		deliveries <- delivery{body, request.Header.Get("X-FirstHand-Signature")}
	}))
	defer receiver.Close()
	var endpoint struct {
		Secret string `json:"secret"`
	}
	ordered := map[string]any{"url": receiver.URL, "events": []string{"job.completed"}}
	ctx := context.Background()
	if err := api.client.call(ctx, http.MethodPost, "/v1/webhook_endpoints", ordered, nil, &endpoint); err != nil {
		t.Fatal(err)
	}
	job, err := api.client.CreateJob(ctx, order)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := api.client.WaitForJob(ctx, job.ID, func(Job) {}); err != nil {
		t.Fatal(err)
	}

	got := <-deliveries
	now := time.Now()
	if err := VerifyWebhook(got.body, got.signature, endpoint.Secret, now); err != nil {
		t.Error(err)
	}
	changed := append([]byte(" "), got.body...)
	for name, err := range map[string]error{
		"another body":   VerifyWebhook(changed, got.signature, endpoint.Secret, now),
		"another secret": VerifyWebhook(got.body, got.signature, "whsec_another", now),
		"no signature":   VerifyWebhook(got.body, "", endpoint.Secret, now),
		"an hour later":  VerifyWebhook(got.body, got.signature, endpoint.Secret, now.Add(time.Hour)),
	} {
		if err == nil {
			t.Errorf("accepted with %s", name)
		}
	}
}

func listJobs(t *testing.T, api *sandbox) []Job {
	t.Helper()
	var page struct {
		Data []Job `json:"data"`
	}
	if err := api.client.call(context.Background(), http.MethodGet, "/v1/jobs", nil, nil, &page); err != nil {
		t.Fatal(err)
	}
	return page.Data
}
