// Asks people for photos and collects them: go run . -count 3 -to cups 'A coffee cup on a table'
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
)

func main() {
	count := flag.Int("count", 3, "photos")
	folder := flag.String("to", "photos", "folder to write to")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "go run . [-count 3] [-to photos] '<what people should photograph>'")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	client := &Client{BaseURL: baseURL(), APIKey: os.Getenv("FIRSTHAND_API_KEY")}
	if err := collect(ctx, client, flag.Arg(0), *count, *folder); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func baseURL() string {
	if sandbox := os.Getenv("FIRSTHAND_BASE_URL"); sandbox != "" {
		return sandbox
	}
	return "https://api.firsthandapi.com"
}

func collect(ctx context.Context, client *Client, description string, count int, folder string) error {
	job, err := client.CreateJob(ctx, NewJob{
		Type:              "data_collection",
		Description:       description,
		FilesNeeded:       count,
		AcceptedFormats:   []string{"image/jpeg"},
		PricePerFileCents: 50,
	})
	if err != nil {
		return err
	}
	if _, err := client.WaitForJob(ctx, job.ID, show); err != nil {
		return err
	}
	files, err := client.JobFiles(ctx, job.ID)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, file := range files {
		content, err := client.Download(ctx, file)
		if err != nil {
			return err
		}
		path := filepath.Join(folder, file.ID+".jpg")
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
		fmt.Println(path)
	}
	return nil
}

func show(job Job) {
	fmt.Fprintf(os.Stderr, "%s: %d of %d\n", job.Status, job.FilesApproved, job.FilesNeeded)
}
