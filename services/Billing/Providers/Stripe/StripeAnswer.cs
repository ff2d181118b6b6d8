using System.Net;
using System.Text.Json;

namespace Billing.Providers.Stripe;

/// <summary>What Stripe said, when it said something to act on: an object, or an error that is the request's own (400, 402, 404).</summary>
internal sealed record StripeAnswer(HttpStatusCode Status, JsonElement Body)
{
    public bool Succeeded => (int)Status is >= 200 and < 300;

    /// <summary>Null unless it is one.</summary>
    public StripeError? Error => Succeeded ? null : StripeError.Read(Body.Child("error") ?? Body);

    /// <summary>The object that was asked for.</summary>
    /// <exception cref="StripeException">There is none.</exception>
    public JsonElement Object => Succeeded ? Body : throw Error!.Unexpected(Status);
}

/// <summary>Why Stripe did not do what it was asked.</summary>
/// <param name="Type">card_error, invalid_request_error, idempotency_error ...</param>
/// <param name="Code">card_declined, expired_card, resource_missing ...; may be empty.</param>
/// <param name="DeclineCode">What the bank said, for a card that was declined; may be empty.</param>
/// <param name="Advice">do_not_try_again, try_again_later, confirm_card_data; may be empty.</param>
/// <param name="Parameter">The request's parameter that is to blame; may be empty.</param>
internal sealed record StripeError(string Type, string Code, string DeclineCode, string Advice, string Parameter)
{
    public static StripeError Read(JsonElement error) =>
        new(error.Text("type"), error.Text("code"), error.Text("decline_code"), error.Text("advice_code"), error.Text("param"));

    /// <summary>Without Stripe's own words: they may quote what was sent.</summary>
    public StripeException Unexpected(HttpStatusCode status) =>
        new($"Stripe refused a request with {(int)status} ({Type}; code '{Code}', parameter '{Parameter}').");
}
