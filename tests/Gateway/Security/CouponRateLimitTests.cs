using System.Net;
using System.Text.RegularExpressions;
using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Gateway.Tests.Support;
using Grpc.Core;
using Action = Contracts.Subscriptions.V1.Action;

namespace Gateway.Tests.Security;

/// <summary>The service says when too many codes were tried: who types them on the order's page is told so by that page, who sends JSON by a problem.</summary>
public sealed partial class CouponRateLimitTests : IAsyncLifetime
{
    private const string Page = "/portal/subscriptions/s1";

    private static readonly string _customerId = Guid.CreateVersion7().ToString();
    private readonly GatewayHost _host = new();

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        _host.Upstream.Answers<GetCustomerRequest>(request => new Customer { Id = request.Id, Name = "Ada", Email = "ada@example.com", Language = "it" });
        _host.Upstream.Answers<GetProfileRequest>(_ => new Profile { CustomerId = _customerId, Name = "Ada" });
        _host.Upstream.Answers<GetPortalSubscriptionRequest>(request => new PortalSubscription
        {
            Id = request.Id, Number = "S00042", PlanName = "Pro", Stage = Stage.InProgress, Etag = "v1", RecurringTotal = Money.From(40, "EUR"),
            BillingPeriod = new BillingInterval { Unit = IntervalUnit.Month, Count = 1 },
        });
        _host.Upstream.Answers<ListPortalSubscriptionActionsRequest>(_ =>
            new ListPortalSubscriptionActionsResponse { Actions = { new ActionState { Action = Action.ApplyCoupon, Allowed = true } } });
        _host.Upstream.Answers<ApplyPortalCouponRequest>(_ => throw (Tries > 2
            ? Upstream.TooMany("TOO_MANY_COUPON_TRIES", TimeSpan.FromSeconds(41.5))
            : Upstream.Refusal(StatusCode.InvalidArgument, "No.", "INVALID_FIELD", ("code", "COUPON_NOT_ACCEPTED", "is not accepted."))));
    }

    public Task DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("en", "You have tried many codes in a short time.", "This code cannot be used for this order.")]
    [InlineData("vi", "Bạn đã thử nhiều mã trong thời gian ngắn.", "Không thể dùng mã này cho đơn này.")]
    [InlineData("fa", "در زمان کوتاهی کدهای زیادی امتحان کردید.", "این کد برای این سفارش پذیرفته نمی‌شود.")]
    [InlineData("it", "Hai provato molti codici in poco tempo.", "Questo codice non si può usare per questo ordine.")]
    [InlineData("pl", "W krótkim czasie wypróbowano wiele kodów.", "Tego kodu nie można użyć w tym zamówieniu.")]
    public async Task Who_types_too_many_gets_the_page_with_a_message_in_the_own_language(string language, string tooMany, string refused)
    {
        using var browser = await Customer();
        var proof = Proof().Match(await browser.GetStringAsync($"{Page}?lang={language}")).Groups[1].Value;
        for (var i = 0; i < 2; i++)
        {
            var (before, reported, _) = await Type(browser, proof, $"{Page}/coupon");
            before.ShouldBe(HttpStatusCode.UnprocessableEntity);
            reported.ShouldContain(refused);
        }

        var (status, page, wait) = await Type(browser, proof, $"{Page}/coupon");

        status.ShouldBe(HttpStatusCode.TooManyRequests);
        page.ShouldContain(tooMany);
        page.ShouldContain("S00042");
        page.ShouldContain($"<html lang=\"{language}\"");
        page.ShouldContain("value=\"GUESS\"", customMessage: "what was typed stays");
        wait.ShouldBe(TimeSpan.FromSeconds(42));
    }

    [Fact]
    public async Task Who_sends_json_gets_a_problem_that_says_when_to_come_again()
    {
        using var browser = await Customer();
        for (var i = 0; i < 2; i++)
        {
            using var taken = await browser.PostAsync("/portal/api/v1/subscriptions/s1:applyCoupon", Http.Json("""{"code":"GUESS"}"""));
            taken.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        using var refused = await browser.PostAsync("/portal/api/v1/subscriptions/s1:applyCoupon", Http.Json("""{"code":"GUESS"}"""));

        (await refused.ProblemAsync(HttpStatusCode.TooManyRequests)).Text("reason").ShouldBe("TOO_MANY_COUPON_TRIES");
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(42));
    }

    /// <summary>That the service was asked for.</summary>
    private int Tries => _host.Upstream.Calls.Count(call => call.Request is ApplyPortalCouponRequest);

    private static async Task<(HttpStatusCode Status, string Page, TimeSpan? Wait)> Type(HttpClient browser, string proof, string path)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "apply-coupon", ["__RequestVerificationToken"] = WebUtility.HtmlDecode(proof), ["code"] = "GUESS", ["etag"] = "v1", ["request_id"] = Guid.CreateVersion7().ToString(),
        });
        using var response = await browser.PostAsync(path, form);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        return (response.StatusCode, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), response.Headers.RetryAfter?.Delta);
    }

    private Task<HttpClient> Customer() => _host.CustomerAsync(_customerId);

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex Proof();
}
