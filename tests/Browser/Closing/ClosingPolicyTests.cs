namespace Browser.Tests.Closing;

/// <summary>What a close credits stands on the plan; staff find it chosen and may choose otherwise, customers see what it means for them.</summary>
public sealed class ClosingPolicyTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task The_plan_says_it_and_the_dialog_of_staff_begins_with_it()
    {
        var running = await Given.RunningOrder();
        await SetPolicy(running.Plan);
        var order = await AdminOrder(running);
        var dialog = await order.OpenDialog();
        await Expect(dialog.Root.Locator("#credit")).ToHaveValueAsync("prorated");
        await Expect(dialog.Root.Locator("#settlement")).ToHaveValueAsync("refund");

        await dialog.Root.Locator("#credit").SelectOptionAsync("full");

        // Nobody has paid it yet.
        var effect = dialog.Root.Locator("#close-effect");
        await Expect(effect).ToContainTextAsync("Not paid and no longer due");
        await Expect(effect).Not.ToContainTextAsync("Back to the card");
        await dialog.Reason.FillAsync("Too expensive");
        await dialog.Root.Locator("#settlement").SelectOptionAsync("account_credit");
        await dialog.Submit.ClickAsync();
        await Expect(order.CurrentStage).ToHaveTextAsync("Churned");
        await Expect(order.Page.Locator("[aria-labelledby=order-title]")).ToContainTextAsync("Full period · Becomes account credit");
    }

    [Fact]
    public async Task A_customer_who_paid_by_card_sees_that_it_goes_back_there()
    {
        var running = await Given.RunningOrder();
        await SetPolicy(running.Plan);
        var page = await Portal(running.Customer);
        await page.GotoAsync("/portal/payment-methods");
        await page.GetByLabel("Card number").FillAsync("5555 5555 5555 4444");
        await page.GetByLabel("Expiry (month/year)").FillAsync("12/30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a card" }).ClickAsync();
        await Given.ChatterWith(running, "PAYMENT_REGISTERED");
        await Given.Reason();
        var order = await PortalOrderPage.Open(page, running);
        var dialog = await order.OpenDialog();
        await Expect(dialog.Root.Locator("#credit")).ToHaveCountAsync(0);

        await Expect(dialog.Root.Locator("#close-effect")).ToContainTextAsync("Back to the card");
        await Expect(dialog.Root.Locator("#close-effect")).ToContainTextAsync("The subscription is closed");
        await dialog.Reason.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await dialog.Submit.ClickAsync();

        await Expect(order.Tag).ToHaveTextAsync("Closed");
        // It goes when the close can no longer be undone (domain.md A6.52).
        await page.GotoAsync("/portal/invoices");
        await page.Locator("main table a").First.ClickAsync();
        await Expect(page.Locator("#amount-reserved")).ToBeVisibleAsync();
    }

    private async Task SetPolicy(Plan plan)
    {
        var page = await Staff();
        await page.GotoAsync($"/admin/plans/{plan.Id}");
        await Expect(page.Locator("#closing_credit")).ToHaveValueAsync("none");
        await page.Locator("#closing_credit").SelectOptionAsync("prorated");
        await page.Locator("#closing_settlement").SelectOptionAsync("refund");
        await page.Locator($"form[action$='/plans/{plan.Id}'] button[type=submit].button-primary").ClickAsync();
        await Expect(page.Locator("#done")).ToBeVisibleAsync();
        await Expect(page.Locator("#closing_credit")).ToHaveValueAsync("prorated");
        await Expect(page.Locator("#closing_settlement")).ToHaveValueAsync("refund");
        await House.PlansAreFollowed();
    }
}
