using System.Net;
using System.Text.Json.Nodes;
using Testing.Stripe;

namespace Browser.Tests.Payments;

/// <summary>The product with Stripe, from the portal's button over a page of Stripe's to the paid invoice; Stripe is the fake.</summary>
[Collection(StripeHouse.Collection)]
public sealed class HostedCardTests(StripeHouse house)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_card_is_entered_on_the_provider_s_page_and_pays_the_open_invoice(bool javaScript)
    {
        var order = await house.Given.RunningOrder();
        await using var visit = await house.Portal(order.Customer, Look.Usual with { JavaScript = javaScript });
        var page = visit.Page;

        await page.GotoAsync("/portal/payment-methods");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a card" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Continue to the secure page" }).ClickAsync();
        await page.GetByLabel("Card").SelectOptionAsync("pm_card_mastercard");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save card" }).ClickAsync();

        await Expect(page.Locator("#done")).ToContainTextAsync("The card is added");
        await Expect(page.Locator("#payment-methods tbody tr")).ToContainTextAsync("Mastercard •••• 4444");
        await Eventually.Async(async () => (await house.Given.Invoice(order)).Text("state").EndsWith("PAID", StringComparison.Ordinal), "the invoice to be paid");
        visit.Troubles.ShouldBeEmpty();
        house.Log.ShouldNotContain(FakeStripe.SecretKey);
        house.Log.ShouldNotContain(FakeStripe.WebhookSecret);
    }

    [Fact]
    public async Task Whoever_turns_back_has_added_nothing_and_who_comes_back_twice_has_added_one()
    {
        var customer = await house.Given.Customer();
        await using var visit = await house.Portal(customer, Look.Usual);
        var page = visit.Page;
        await page.GotoAsync("/portal/payment-methods");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a card" }).ClickAsync();
        var link = await page.GetByRole(AriaRole.Link, new() { Name = "Continue to the secure page" }).GetAttributeAsync("href");
        var session = link!.Split('/')[^1];

        await page.GotoAsync(link);
        await page.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();
        await Expect(page.Locator("#payment-methods")).ToContainTextAsync("There is no card yet.");
        await page.GotoAsync($"/portal/payment-methods/added?setup={session}");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No card was entered.");
        house.Stripe.EnterCard(session);
        for (var time = 0; time < 2; time++)
        {
            await page.GotoAsync($"/portal/payment-methods/added?setup={session}");
            await Expect(page.Locator("#payment-methods tbody tr")).ToHaveCountAsync(1);
        }
    }

    [Fact]
    public async Task What_Stripe_tells_comes_in_through_the_gateway_and_nothing_without_its_signature()
    {
        var customer = await house.Given.Customer();
        await using var visit = await house.Portal(customer, Look.Usual);
        await visit.Page.GotoAsync("/portal/payment-methods");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add a card" }).ClickAsync();
        var link = await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Continue to the secure page" }).GetAttributeAsync("href");
        // The customer enters the card and closes the window.
        house.Stripe.EnterCard(link!.Split('/')[^1]);
        var notice = house.Stripe.Notices.Last(n => n.Type == "checkout.session.completed");
        var now = TimeProvider.System.GetUtcNow();

        using var forged = await house.PostWebhook(notice.Body, notice.Signature(now, "whsec_forged"));
        using var accepted = await house.PostWebhook(notice.Body, notice.Signature(now, FakeStripe.WebhookSecret));
        using var again = await house.PostWebhook(notice.Body, notice.Signature(now, FakeStripe.WebhookSecret));

        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(await forged.Content.ReadAsStringAsync())!["reason"]!.ToString().ShouldBe("BAD_SIGNATURE");
        (accepted.StatusCode, again.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        await Eventually.Async(
            async () =>
            {
                await visit.Page.GotoAsync("/portal/payment-methods");
                return await visit.Page.Locator("#payment-methods tbody tr").CountAsync() == 1;
            },
            "the card to be saved");
    }
}
