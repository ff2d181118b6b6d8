using System.Net;

namespace Billing.Providers.Stripe;

/// <summary>Stripe did not answer, or not for now: whatever was asked may have happened or not. Passes by itself.</summary>
public sealed class StripeUnavailableException(string message, HttpStatusCode? status = null, Exception? inner = null)
    : HttpRequestException(message, inner, status);

/// <summary>Stripe answered what no request of ours should get: a setting or this code is wrong. Nothing tells that a customer's payment failed.</summary>
public sealed class StripeException(string message) : Exception(message);
