package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

const (
	attempts        = 4
	longPollSeconds = 30
)

// Job is what people are asked for. Fields that are not needed here are left out.
type Job struct {
	ID            string `json:"id"`
	Status        string `json:"status"`
	FilesNeeded   int    `json:"files_needed"`
	FilesApproved int    `json:"files_approved"`
}

// NewJob is the order of a job.
type NewJob struct {
	Type              string   `json:"type"`
	Description       string   `json:"description"`
	FilesNeeded       int      `json:"files_needed"`
	AcceptedFormats   []string `json:"accepted_formats"`
	PricePerFileCents int      `json:"price_per_file_cents"`
}

// File is an approved file of a job.
type File struct {
	ID          string `json:"id"`
	ContentHash string `json:"content_hash"`
	DownloadURL string `json:"download_url"`
}

// APIError is what the API answered instead of doing the work.
type APIError struct {
	Status    int
	Type      string `json:"type"`
	Message   string `json:"message"`
	RequestID string `json:"request_id"`
}

func (e *APIError) Error() string {
	return fmt.Sprintf("%d %s: %s (%s)", e.Status, e.Type, e.Message, e.RequestID)
}

// Client calls the API with one key.
type Client struct {
	BaseURL string
	APIKey  string
}

// CreateJob creates a job.
func (c *Client) CreateJob(ctx context.Context, order NewJob) (job Job, err error) {
	err = c.call(ctx, http.MethodPost, "/v1/jobs", order, nil, &job)
	return job, err
}

// WaitForJob follows a job by long poll until it is completed or cancelled.
func (c *Client) WaitForJob(ctx context.Context, id string, onUpdate func(Job)) (Job, error) {
	status := ""
	for wait := 0; ; wait = longPollSeconds {
		var job Job
		prefer := http.Header{"Prefer": {fmt.Sprintf("wait=%d", wait)}}
		if err := c.call(ctx, http.MethodGet, "/v1/jobs/"+id, nil, prefer, &job); err != nil {
			return job, err
		}
		if job.Status != status {
			onUpdate(job)
		}
		status = job.Status
		if status == "completed" || status == "cancelled" {
			return job, nil
		}
	}
}

// JobFiles gives every approved file of a job, page after page.
func (c *Client) JobFiles(ctx context.Context, id string) ([]File, error) {
	var files []File
	for cursor := ""; ; {
		var page struct {
			Data       []File  `json:"data"`
			NextCursor *string `json:"next_cursor"`
		}
		query := url.Values{"limit": {"100"}}
		if cursor != "" {
			query.Set("cursor", cursor)
		}
		if err := c.call(ctx, http.MethodGet, "/v1/jobs/"+id+"/files?"+query.Encode(), nil, nil, &page); err != nil {
			return nil, err
		}
		files = append(files, page.Data...)
		if page.NextCursor == nil {
			return files, nil
		}
		cursor = *page.NextCursor
	}
}

// Download returns the bytes of a file, verified against its hash. The link is signed: the key is not sent.
func (c *Client) Download(ctx context.Context, file File) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, file.DownloadURL, nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: the download answered %s", file.ID, response.Status)
	}
	content, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if hash := sha256.Sum256(content); hex.EncodeToString(hash[:]) != file.ContentHash {
		return nil, fmt.Errorf("%s: the bytes are not those of the file", file.ID)
	}
	return content, nil
}

// call sends a request, and sends it again where that is safe: one idempotency key for all attempts.
func (c *Client) call(ctx context.Context, method, path string, body any, headers http.Header, answer any) error {
	var content []byte
	if body != nil {
		encoded, err := json.Marshal(body)
		if err != nil {
			return err
		}
		content = encoded
	}
	idempotencyKey, err := randomKey()
	if err != nil {
		return err
	}
	for attempt := 1; ; attempt++ {
		request, err := http.NewRequestWithContext(ctx, method, c.BaseURL+path, bytes.NewReader(content))
		if err != nil {
			return err
		}
		for name, values := range headers {
			request.Header[name] = values
		}
		request.Header.Set("Authorization", "Bearer "+c.APIKey)
		request.Header.Set("Content-Type", "application/json")
		if method == http.MethodPost {
			request.Header.Set("Idempotency-Key", idempotencyKey)
		}
		wait, err := send(request, answer)
		if err == nil || attempt == attempts || !isWorthAnotherAttempt(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait + jitter(attempt)):
		}
	}
}

// send makes one attempt. The duration is what the API asks to wait before the next.
func send(request *http.Request, answer any) (time.Duration, error) {
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	if response.StatusCode < 300 {
		return 0, json.NewDecoder(response.Body).Decode(answer)
	}
	failure := struct {
		Error APIError `json:"error"`
	}{APIError{Status: response.StatusCode, Type: "transport_error", Message: response.Status}}
	// What is no JSON comes from something between here and the API: its status is all there is.
	_ = json.NewDecoder(response.Body).Decode(&failure)
	seconds, _ := strconv.Atoi(response.Header.Get("Retry-After"))
	return time.Duration(seconds) * time.Second, &failure.Error
}

func isWorthAnotherAttempt(err error) bool {
	var refusal *APIError
	if errors.As(err, &refusal) {
		return refusal.Status == http.StatusTooManyRequests || refusal.Status >= 500
	}
	return !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded)
}

// jitter spreads attempts, so that clients that failed together do not come back together.
func jitter(attempt int) time.Duration {
	window := int64(500*time.Millisecond) << attempt
	random, err := rand.Int(rand.Reader, big.NewInt(window))
	if err != nil {
		return time.Duration(window)
	}
	return time.Duration(random.Int64())
}

func randomKey() (string, error) {
	key := make([]byte, 16)
	_, err := rand.Read(key)
	return hex.EncodeToString(key), err
}
