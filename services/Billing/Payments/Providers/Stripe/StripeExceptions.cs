using System.Net;
using Stripe;

namespace Billing.Payments.Providers.Stripe;

/// <summary>Stripe did not answer, or not for now: whatever was asked may have happened or not. Passes by itself.</summary>
internal sealed class StripeUnavailableException(string message, HttpStatusCode? status = null, Exception? inner = null)
    : HttpRequestException(message, inner, status);

/// <summary>
/// Stripe refused a request. Whoever expects that reads the <see cref="Error"/>; anyone else has a wrong setting or a mistake in this code before them,
/// and no payment that failed. The message is without Stripe's own words, which may quote what was sent.
/// </summary>
/// <remarks>
/// No constructor names a type of the library's: Entity Framework looks at those of every type in the assembly, and would load the library in every process.
/// </remarks>
internal sealed class StripeRefusedException(string message) : Exception(message)
{
    /// <summary>Null when the secret key is to blame.</summary>
    public StripeError? Error { get; private init; }

    public static StripeRefusedException ForKey(HttpStatusCode status) => new($"Stripe does not accept the secret key for this ({(int)status}).");

    public static StripeRefusedException For(HttpStatusCode status, StripeError error) =>
        new($"Stripe refused a request with {(int)status} ({error.Type}; code '{error.Code}', parameter '{error.Param}').") { Error = error };
}
