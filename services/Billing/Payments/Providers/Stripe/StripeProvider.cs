using System.Globalization;
using Stripe;

namespace Billing.Payments.Providers.Stripe;

/// <summary>
/// Charges cards through Stripe: one PaymentIntent for each attempt, made and confirmed in one request while the customer is away.
/// docs/stripe.md says what is relied on.
/// </summary>
internal sealed partial class StripeProvider(StripeApi api) : IPaymentProvider, IHostedSetup
{
    /// <summary>As many objects as Stripe gives at once.</summary>
    internal const int PageSize = 100;

    private const string Card = "card";

    public string Name => "stripe";

    /// <summary>Always null: a customer's cards come by <see cref="IHostedSetup"/> alone, which knows whose they are.</summary>
    public Task<CardFacts?> Describe(string token, CancellationToken ct) => Task.FromResult<CardFacts?>(null);

    public async Task<ChargeOutcome> Charge(ChargeOrder order, CancellationToken ct)
    {
        if (StripeToken.Parse(order.Token) is not { } card)
        {
            return StripeDeclines.Failed(FailureCause.WrongDetails, hard: true, "unknown_token");
        }

        if (StripeAmount.Of(order.Amount, order.Currency, out var refusal) is not { } amount)
        {
            return StripeDeclines.Failed(FailureCause.Unknown, hard: false, refusal);
        }

        var options = new PaymentIntentCreateOptions
        {
            Amount = amount,
            Currency = order.Currency.ToLowerInvariant(),
            Customer = card.Customer,
            PaymentMethod = card.Method,
            AllowedPaymentMethodTypes = [Card],
            Confirm = true,
            OffSession = true,
            Metadata = new() { [StripeIntent.AttemptKey] = order.IdempotencyKey },
        };
        StripeIntent intent;
        try
        {
            intent = await api.Ask(v1 => v1.PaymentIntents.CreateAsync(options, StripeApi.Key(order.IdempotencyKey), ct), StripeIntent.Read);
        }
        catch (StripeRefusedException refused) when (refused.Error is { PaymentIntent: not null } error && StripeDeclines.AsksForCustomer(error))
        {
            // The bank wants the customer, who is not there: the intent stays, and is confirmed on the page that leads to the bank.
            intent = StripeIntent.Read(refused.Error.PaymentIntent);
        }
        catch (StripeRefusedException refused) when (FailureOf(refused.Error) is { } failure)
        {
            return failure;
        }

        return await Settle(intent, ct);
    }

    /// <summary>
    /// Looks through what was charged to the card's customer: a list shows what was written before it, which a search at Stripe does
    /// not promise. When nothing is found, the caller charges again under the same key; should the first request still be on its way, Stripe takes
    /// the two for one, for as long as it remembers keys, which is longer than any request is on its way.
    /// </summary>
    public async Task<ChargeOutcome?> Find(ChargeOrder order, CancellationToken ct)
    {
        return await FindIntent(order, ct) is { } found ? await Settle(found, ct) : null;
    }

    /// <summary>
    /// The intent is confirmed anew, with the customer there: the bank then gives its page, or waves it through. One whose page was given leads
    /// there again.
    /// </summary>
    public async Task<Uri?> ConfirmationPage(ChargeOrder order, Uri returnUrl, CancellationToken ct)
    {
        if (await FindIntent(order, ct) is not { Outcome: ChargeRequiresAction } waiting)
        {
            return null;
        }

        if (waiting.Redirect is null)
        {
            var options = new PaymentIntentConfirmOptions { PaymentMethod = StripeToken.Parse(order.Token)!.Method, ReturnUrl = returnUrl.AbsoluteUri, OffSession = false };
            try
            {
                waiting = await api.Ask(v1 => v1.PaymentIntents.ConfirmAsync(waiting.Id, options, StripeApi.Key($"{waiting.Id}-confirm-{Guid.CreateVersion7():N}"), ct), StripeIntent.Read);
            }
            catch (StripeRefusedException refused) when (refused.Error is not null)
            {
                // Confirmed at the same moment, or declined: what it has become is asked for.
                waiting = await api.Ask(v1 => v1.PaymentIntents.GetAsync(waiting.Id, cancellationToken: ct), StripeIntent.Read);
            }
        }

        return waiting is { Status: "requires_action", Redirect: { } page } ? new Uri(page) : null;
    }

    public async Task<ChargeOutcome> Cancel(ChargeOrder order, CancellationToken ct) => await FindIntent(order, ct) switch
    {
        { Outcome: ChargeRequiresAction } waiting => await Cancel(waiting, ct),
        { } other => await Settle(other, ct),
        null => StripeDeclines.Failed(FailureCause.NotConfirmed, hard: false, "confirmation_expired"),
    };

    private async Task<StripeIntent?> FindIntent(ChargeOrder order, CancellationToken ct)
    {
        if (StripeToken.Parse(order.Token) is not { } card)
        {
            return null;
        }

        var options = new PaymentIntentListOptions { Customer = card.Customer, Limit = PageSize };
        var found = await api.Ask(v1 => v1.PaymentIntents.ListAutoPagingAsync(options, cancellationToken: ct).Select(StripeIntent.Read)
            .TakeWhile(intent => !IsOlderThan(order, intent))
            .Where(intent => intent.Attempt == order.IdempotencyKey)
            .ToListAsync(ct).AsTask());
        return found.Find(intent => intent.Status == "succeeded") ?? found.FirstOrDefault();
    }

    /// <summary>Newest first: what follows was made long before this order could be. Our keys tell when they were made.</summary>
    private static bool IsOlderThan(ChargeOrder order, StripeIntent intent) =>
        Guid.TryParse(order.IdempotencyKey, CultureInfo.InvariantCulture, out var key) && key.Version == 7
        && intent.Created < MadeAt(key) - TimeSpan.FromDays(1);

    /// <summary>The first 48 bits of a UUIDv7 are milliseconds since 1970.</summary>
    private static DateTimeOffset MadeAt(Guid key) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(key.ToString("N").AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    /// <summary>What nobody will complete is cancelled, so that it never takes money later; what it has become by then counts.</summary>
    private async Task<ChargeOutcome> Settle(StripeIntent intent, CancellationToken ct) => intent.Outcome ?? await Cancel(intent, ct);

    private async Task<ChargeOutcome> Cancel(StripeIntent intent, CancellationToken ct)
    {
        StripeIntent now;
        try
        {
            now = await api.Ask(v1 => v1.PaymentIntents.CancelAsync(intent.Id, null, StripeApi.Key($"{intent.Id}-cancel"), ct), StripeIntent.Read);
        }
        catch (StripeRefusedException refused) when (refused.Error is not null)
        {
            now = await api.Ask(v1 => v1.PaymentIntents.GetAsync(intent.Id, cancellationToken: ct), StripeIntent.Read);
        }

        return now.Status == "canceled" && intent.Outcome is ChargeRequiresAction
            ? StripeDeclines.Failed(FailureCause.NotConfirmed, hard: false, "confirmation_expired")
            : now.Outcome ?? new ChargeUnknown();
    }

    /// <summary>
    /// Only what is certain to have taken no money, and is the card's or the amount's fault, is a failed payment; for anything else nobody is
    /// told that their payment failed, and Stripe is asked again.
    /// </summary>
    private static ChargeFailed? FailureOf(StripeError? error) => error switch
    {
        { Type: "card_error" } => StripeDeclines.Read(error),
        { Type: "invalid_request_error", Param: "payment_method" or "customer" } =>
            StripeDeclines.Failed(FailureCause.WrongDetails, hard: true, error.Code ?? "payment_method_unusable"),
        { Type: "invalid_request_error", Param: "amount" or "currency" } =>
            StripeDeclines.Failed(FailureCause.Unknown, hard: false, error.Code ?? "amount_refused"),
        _ => null,
    };
}
