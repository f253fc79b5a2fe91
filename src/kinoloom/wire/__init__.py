"""The API's shapes, shared by server and client: codes, headers, requests, answers."""
