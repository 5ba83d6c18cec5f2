# Generated from spec/openapi.yaml by spec/generate.ts; do not edit.

"""The route of each method of the clients."""

from typing import Dict

from .._call import Operation

OPERATIONS: Dict[str, Operation] = {
    "signup": Operation(
        "signup", "POST", ("/v1/auth/signup",), "public", ()
    ),
    "create_job": Operation(
        "createJob", "POST", ("/v1/jobs",), "body", ()
    ),
    "list_jobs": Operation(
        "listJobs", "GET", ("/v1/jobs",), "page", ()
    ),
    "get_job": Operation(
        "getJob", "GET", ("/v1/jobs/", ""), "", ()
    ),
    "cancel_job": Operation(
        "cancelJob", "POST", ("/v1/jobs/", "/cancel"), "", ()
    ),
    "rate_job": Operation(
        "rateJob", "POST", ("/v1/jobs/", "/rate"), "body", ()
    ),
    "get_job_files": Operation(
        "getJobFiles", "GET", ("/v1/jobs/", "/files"), "page", ()
    ),
    "get_job_submissions": Operation(
        "getJobSubmissions", "GET", ("/v1/jobs/", "/submissions"), "page", ()
    ),
    "list_submissions": Operation(
        "listSubmissions", "GET", ("/v1/submissions",), "page", ()
    ),
    "get_submission_summary": Operation(
        "getSubmissionSummary", "GET", ("/v1/submissions/summary",), "query", ()
    ),
    "get_submission": Operation(
        "getSubmission", "GET", ("/v1/submissions/", ""), "", ()
    ),
    "refresh_file_url": Operation(
        "refreshFileUrl", "POST", ("/v1/files/", "/refresh_url"), "", ()
    ),
    "create_api_key": Operation(
        "createApiKey", "POST", ("/v1/api_keys",), "body", ()
    ),
    "list_api_keys": Operation(
        "listApiKeys", "GET", ("/v1/api_keys",), "page", ()
    ),
    "delete_api_key": Operation(
        "deleteApiKey", "DELETE", ("/v1/api_keys/", ""), "", ()
    ),
    "rotate_api_key": Operation(
        "rotateApiKey", "POST", ("/v1/api_keys/", "/rotate"), "", ()
    ),
    "revoke_api_key": Operation(
        "revokeApiKey", "POST", ("/v1/api_keys/", "/revoke"), "", ()
    ),
    "create_webhook_endpoint": Operation(
        "createWebhookEndpoint", "POST", ("/v1/webhook_endpoints",), "body", ()
    ),
    "list_webhook_endpoints": Operation(
        "listWebhookEndpoints", "GET", ("/v1/webhook_endpoints",), "page", ()
    ),
    "get_webhook_endpoint": Operation(
        "getWebhookEndpoint", "GET", ("/v1/webhook_endpoints/", ""), "", ()
    ),
    "update_webhook_endpoint": Operation(
        "updateWebhookEndpoint", "PATCH", ("/v1/webhook_endpoints/", ""), "body", ("description",)
    ),
    "delete_webhook_endpoint": Operation(
        "deleteWebhookEndpoint", "DELETE", ("/v1/webhook_endpoints/", ""), "", ()
    ),
    "rotate_webhook_secret": Operation(
        "rotateWebhookSecret", "POST", ("/v1/webhook_endpoints/", "/rotate_secret"), "", ()
    ),
    "list_webhook_events": Operation(
        "listWebhookEvents", "GET", ("/v1/webhook_events",), "page", ()
    ),
    "replay_webhook_event": Operation(
        "replayWebhookEvent", "POST", ("/v1/webhook_events/", "/replay"), "", ()
    ),
    "get_credit_balance": Operation(
        "getCreditBalance", "GET", ("/v1/billing/credits",), "", ()
    ),
    "list_transactions": Operation(
        "listTransactions", "GET", ("/v1/billing/transactions",), "page", ()
    ),
    "purchase_credits": Operation(
        "purchaseCredits", "POST", ("/v1/billing/credits/purchase",), "body", ()
    ),
    "get_settings": Operation(
        "getSettings", "GET", ("/v1/organization/settings",), "", ()
    ),
    "update_settings": Operation(
        "updateSettings", "PATCH", ("/v1/organization/settings",), "body", ("billing_contact", "default_type", "default_price_per_file_cents", "low_balance_threshold_cents", "auto_topup_threshold_cents", "auto_topup_amount_cents")
    ),
    "list_audit_events": Operation(
        "listAuditEvents", "GET", ("/v1/audit-events",), "page", ()
    ),
    "list_usage": Operation(
        "listUsage", "GET", ("/v1/usage/requests",), "page", ()
    ),
    "get_usage_summary": Operation(
        "getUsageSummary", "GET", ("/v1/usage/summary",), "query", ()
    ),
    "create_data_export": Operation(
        "createDataExport", "POST", ("/v1/privacy/exports",), "optional_body", ()
    ),
    "get_data_export": Operation(
        "getDataExport", "GET", ("/v1/privacy/exports/", ""), "", ()
    ),
    "create_erasure": Operation(
        "createErasure", "POST", ("/v1/privacy/erasures",), "body", ()
    ),
    "get_erasure": Operation(
        "getErasure", "GET", ("/v1/privacy/erasures/", ""), "", ()
    ),
}
