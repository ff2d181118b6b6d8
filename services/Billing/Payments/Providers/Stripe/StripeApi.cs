using System.Net;
using Microsoft.Extensions.Options;
using Stripe;

namespace Billing.Payments.Providers.Stripe;

/// <summary>
/// Stripe's own client, set up for us. Its exceptions end here, because they quote what was sent and what was answered: a refusal becomes
/// <see cref="StripeRefusedException"/>, anything that is no clear answer <see cref="StripeUnavailableException"/>.
/// </summary>
internal sealed class StripeApi(StripeHandler handler, IOptions<StripeOptions> options)
{
    private readonly StripeClient _client = new(new StripeClientOptions
    {
        ApiKey = options.Value.SecretKey,
        ApiBase = options.Value.ApiAddress.TrimEnd('/'),
        HttpClient = new SystemNetHttpClient(
            new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan }, maxNetworkRetries: 0, enableTelemetry: false),
    });

    /// <summary>A POST needs the <see cref="Key"/> under which it counts once.</summary>
    /// <param name="read">
    /// Takes what is wanted from Stripe's entity. Nobody else awaits one: a state machine that did would have the library loaded
    /// wherever the types of this assembly are listed, in processes too that charge by another provider.
    /// </param>
    public Task<TResult> Ask<TEntity, TResult>(Func<V1Services, Task<TEntity>> question, Func<TEntity, TResult> read) =>
        Ask(async v1 => read(await question(v1)));

    public async Task<T> Ask<T>(Func<V1Services, Task<T>> question)
    {
        try
        {
            return await question(_client.V1);
        }
        catch (StripeException e)
        {
            throw Translate(e);
        }
    }

    /// <summary>Null when Stripe knows no such object.</summary>
    public async Task<TResult?> Find<TEntity, TResult>(Func<V1Services, Task<TEntity>> question, Func<TEntity, TResult?> read)
        where TResult : class
    {
        try
        {
            return await Ask(question, read);
        }
        catch (StripeRefusedException e) when (e.Error?.Code == "resource_missing")
        {
            return null;
        }
    }

    public static RequestOptions Key(string idempotencyKey) => new() { IdempotencyKey = idempotencyKey };

    private static Exception Translate(StripeException e) => (e.HttpStatusCode, e.StripeError) switch
    {
        (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, _) => StripeRefusedException.ForKey(e.HttpStatusCode),
        (HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound, { } error) => StripeRefusedException.For(e.HttpStatusCode, error),
        (_, null) => new StripeUnavailableException($"Something that is not Stripe answered with {(int)e.HttpStatusCode}.", e.HttpStatusCode),
        _ => new StripeUnavailableException($"Stripe answered with {(int)e.HttpStatusCode}.", e.HttpStatusCode),
    };
}
