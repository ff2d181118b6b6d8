using ServiceDefaults.Errors;
using Stripe;
using Stripe.Checkout;

namespace Billing.Payments.Providers.Stripe;

/// <summary>Takes in cards by Stripe Checkout in its mode "setup": a page of Stripe's, behind which stands a SetupIntent for charges off session.</summary>
internal sealed partial class StripeProvider
{
    /// <summary>Name of the metadata that marks a page as one of ours; bears its key.</summary>
    private const string SetupKey = "setup";

    private const int LongestToken = 100;

    /// <summary>Stripe learns no more of the customer than our id.</summary>
    public async Task<string> OpenCustomer(Guid customerId, CancellationToken ct)
    {
        var options = new CustomerCreateOptions { Metadata = new() { ["customer"] = customerId.ToString() } };
        return await api.Ask(v1 => v1.Customers.CreateAsync(options, StripeApi.Key($"customer-{customerId}"), ct), customer => customer.Id);
    }

    public async Task<HostedSetup> StartSetup(SetupOrder order, CancellationToken ct)
    {
        var options = new SessionCreateOptions
        {
            Mode = "setup",
            Customer = order.Customer,
            AllowedPaymentMethodTypes = [Card],
            // Filled in by Stripe.
            SuccessUrl = $"{order.ReturnUrl.AbsoluteUri}{(order.ReturnUrl.Query.Length == 0 ? '?' : '&')}setup={{CHECKOUT_SESSION_ID}}",
            CancelUrl = order.ReturnUrl.AbsoluteUri,
            Metadata = new() { [SetupKey] = order.IdempotencyKey },
        };
        try
        {
            return await api.Ask(
                v1 => v1.Checkout.Sessions.CreateAsync(options, StripeApi.Key(order.IdempotencyKey), ct),
                session => new HostedSetup(session.Id, new Uri(session.Url), session.ExpiresAt));
        }
        catch (StripeRefusedException refused) when (refused.Error?.Type == "idempotency_error")
        {
            throw DomainException.InvalidArgument("request_id", "REUSED", "was used before with another request.");
        }
    }

    public async Task<FinishedSetup?> FinishSetup(string reference, string customer, CancellationToken ct)
    {
        var options = new SessionGetOptions { Expand = ["setup_intent.payment_method"] };
        return await api.Find(v1 => v1.Checkout.Sessions.GetAsync(reference, options, cancellationToken: ct), session =>
            session is { Mode: "setup", Status: "complete", SetupIntent: { Status: "succeeded", PaymentMethod: { } method } }
            && session.CustomerId == customer && method.CustomerId == customer
                ? new FinishedSetup(TokenOf(customer, method.Id), FactsOf(method))
                : null);
    }

    public Task<string?> CustomerOfSetup(string reference, CancellationToken ct) => api.Find(
        v1 => v1.Checkout.Sessions.GetAsync(reference, cancellationToken: ct),
        session => session.Metadata?.GetValueOrDefault(SetupKey) is { Length: > 0 } ? session.CustomerId : null);

    public async Task Forget(string token, CancellationToken ct)
    {
        if (StripeToken.Parse(token) is not { } card)
        {
            return;
        }

        try
        {
            await api.Find(v1 => v1.PaymentMethods.DetachAsync(card.Method, null, StripeApi.Key($"{card.Method}-detach"), ct), method => method.Id);
        }
        catch (StripeRefusedException refused) when (refused.Error is not null)
        {
            // One that is nobody's any more cannot be detached, and need not be.
            if (await api.Find(v1 => v1.PaymentMethods.GetAsync(card.Method, cancellationToken: ct), method => method.CustomerId) is not null)
            {
                throw;
            }
        }
    }

    internal static CardFacts FactsOf(PaymentMethod method)
    {
        var card = method.Card ?? throw new InvalidOperationException($"Stripe's payment method is a {method.Type}, not a card.");
        var brand = card.Brand ?? "";
        return new CardFacts(brand.Length > 20 ? brand[..20] : brand, card.Last4 ?? "", (int)card.ExpMonth, (int)card.ExpYear, card.Fingerprint ?? "");
    }

    private static string TokenOf(string customer, string method)
    {
        var token = new StripeToken(customer, method).ToString();
        return token.Length <= LongestToken && StripeToken.Parse(token) is not null
            ? token
            : throw new InvalidOperationException("Stripe named a customer and a payment method in a way that is not known here.");
    }
}
