package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"time"
)

const tolerance = 5 * time.Minute

// VerifyWebhook says whether a delivery is from FirstHandAPI and not older than five minutes. rawBody is the
// body exactly as received, signature the header X-FirstHand-Signature.
func VerifyWebhook(rawBody []byte, signature, secret string, now time.Time) error {
	timestamp := ""
	var signatures [][]byte
	for _, part := range strings.Split(signature, ",") {
		name, value, _ := strings.Cut(part, "=")
		switch name {
		case "t":
			timestamp = value
		case "v1":
			if decoded, err := hex.DecodeString(value); err == nil {
				signatures = append(signatures, decoded)
			}
		}
	}
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil {
		return errors.New("X-FirstHand-Signature has no timestamp")
	}
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(timestamp + "."))
	mac.Write(rawBody)
	expected := mac.Sum(nil)
	isRight := false
	// While a secret is rotated there are two signatures. All are tried, each in constant time.
	for _, each := range signatures {
		isRight = hmac.Equal(expected, each) || isRight
	}
	if !isRight {
		return errors.New("X-FirstHand-Signature does not match the body and the secret")
	}
	if age := now.Sub(time.Unix(seconds, 0)); age > tolerance || age < -tolerance {
		return errors.New("X-FirstHand-Signature was made more than five minutes away from now")
	}
	return nil
}
