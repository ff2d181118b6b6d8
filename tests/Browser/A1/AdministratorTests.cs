namespace Browser.Tests.A1;

/// <summary>Closing as the business's staff.</summary>
public sealed class AdministratorTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task A1_05_Confirming_a_quotation_makes_it_a_sales_order_in_progress()
    {
        var order = await AdminOrder(await Given.Quotation());
        await Expect(order.CurrentStage).ToHaveTextAsync("Quotation");
        await Expect(order.CloseButton).ToHaveCountAsync(0);

        await order.ConfirmButton.ClickAsync();

        await Expect(order.CurrentStage).ToHaveTextAsync("In Progress");
        await Expect(order.Tag).ToHaveTextAsync("In Progress");
        await Expect(order.Page.GetByText("Subscription order", new() { Exact = true })).ToBeVisibleAsync();
        await order.ReloadUntilChatterShows("Confirmed");
    }

    [Fact]
    public async Task A1_06_Close_stands_at_the_top_of_the_order_beside_the_stage_bar()
    {
        var order = await AdminOrder(await Given.RunningOrder());

        var close = await order.CloseButton.Box();
        var stages = await order.Stages.Box();
        var sheet = await order.Page.Locator("[aria-labelledby=order-title]").Box();

        close.MiddleOfHeight().ShouldBe(stages.MiddleOfHeight(), tolerance: 12);
        close.Right().ShouldBeLessThan(stages.X);
        close.Bottom().ShouldBeLessThan(sheet.Y);
        stages.Bottom().ShouldBeLessThan(sheet.Y);
        await Expect(order.Stages.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["Quotation", "In Progress", "Paused", "To Renew", "Churned"]);
    }

    [Fact]
    public async Task A1_07_Close_stays_available_after_invoice_and_payment()
    {
        var running = await Given.RunningOrder();
        var order = await AdminOrder(running);
        await Expect(order.Invoices).ToContainTextAsync("INV/");
        await Expect(order.CloseButton).ToBeEnabledAsync();

        await order.Invoices.GetByRole(AriaRole.Button, new() { Name = "Register payment" }).ClickAsync();
        await order.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Register payment" }).ClickAsync();
        await Expect(order.Invoices).ToContainTextAsync("Paid");
        await order.ReloadUntilChatterShows("PaymentRegistered");

        var dialog = await order.OpenDialog();
        await dialog.Reason.FillAsync("Too expensive");
        await dialog.Submit.ClickAsync();
        await Expect(order.Tag).ToHaveTextAsync("Churned");
    }

    [Fact]
    public async Task A1_08_Close_opens_the_Close_Reason_pop_up_with_a_Reason_field()
    {
        var order = await AdminOrder(await Given.RunningOrder());

        var dialog = await order.OpenDialog();

        await Expect(dialog.Root.GetByRole(AriaRole.Heading, new() { Name = "Close Reason" })).ToBeVisibleAsync();
        await Expect(dialog.Reason).ToBeFocusedAsync();
        (await dialog.Root.EvaluateAsync<bool>("dialog => dialog.matches(':modal')")).ShouldBeTrue();
    }

    [Fact]
    public async Task A1_08_The_administrator_picks_a_reason_from_the_drop_down()
    {
        var reason = await Given.Reason();
        var running = await Given.RunningOrder();
        var order = await AdminOrder(running);
        var dialog = await order.OpenDialog();

        var offered = await dialog.Reason.EvaluateAsync<string[]>("field => [...field.list.options].map(option => option.value)");
        offered.ShouldContain(reason.Label);
        await dialog.Reason.FillAsync(reason.Label);
        await dialog.Submit.ClickAsync();

        await Expect(order.CloseReason).ToContainTextAsync(reason.Label);
        (await Given.Subscription(running))["closing"]!.AsObject().Text("reasonId").ShouldBe(reason.Id);
    }

    [Fact]
    public async Task A1_08_The_administrator_types_a_reason_of_their_own()
    {
        var order = await AdminOrder(await Given.RunningOrder());
        var dialog = await order.OpenDialog();

        await dialog.Reason.FillAsync("Shop closed after a flood");
        await dialog.Submit.ClickAsync();

        await Expect(order.CloseReason).ToHaveTextAsync("Close Reason: Shop closed after a flood");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task A1_09_Submit_is_possible_only_with_a_reason(string reason)
    {
        var running = await Given.RunningOrder();
        var before = await Given.Everything(running);
        var order = await AdminOrder(running);
        var dialog = await order.OpenDialog();

        await dialog.Reason.FillAsync(reason);
        await dialog.Submit.ClickAsync();
        (await dialog.ReasonIsAccepted()).ShouldBeFalse();
        await Expect(dialog.Root).ToBeVisibleAsync();

        await dialog.Reason.EvaluateAsync("field => field.form.submit()");
        await Expect(dialog.Root.GetByText("This field is required.")).ToBeVisibleAsync();
        (await Given.Everything(running)).ShouldBe(before);
    }

    [Fact]
    public async Task A1_09_Dismissing_the_pop_up_changes_nothing_at_all()
    {
        var running = await Given.RunningOrder();
        var before = await Given.Everything(running);
        var order = await AdminOrder(running);

        var dialog = await order.OpenDialog();
        await dialog.Reason.FillAsync("Too expensive");
        await dialog.Discard.ClickAsync();
        await Expect(dialog.Root).ToBeHiddenAsync();

        await order.OpenDialog();
        await order.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog.Root).ToBeHiddenAsync();

        await order.Page.GotoAsync($"{order.Path}/close");
        await dialog.Discard.ClickAsync();
        await Expect(dialog.Root).ToBeHiddenAsync();
        await Expect(order.CurrentStage).ToHaveTextAsync("In Progress");
        (await Given.Everything(running)).ShouldBe(before);
    }

    [Fact]
    public async Task A1_10_Submit_tags_the_order_Churned_and_shows_the_close_reason_on_it()
    {
        var order = await AdminOrder(await Given.RunningOrder());
        var dialog = await order.OpenDialog();

        await dialog.Reason.FillAsync("Too expensive");
        await dialog.Submit.ClickAsync();

        await Expect(order.Tag).ToHaveTextAsync("Churned");
        await Expect(order.CurrentStage).ToHaveTextAsync("Churned");
        await Expect(order.CloseReason).ToHaveTextAsync("Close Reason: Too expensive");
        await Expect(order.CloseButton).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A1_11_The_reason_is_written_to_the_chatter_with_who_did_it_and_when()
    {
        var running = await Given.RunningOrder();
        var order = await AdminOrder(running);
        var me = await order.Page.Locator(".side-person bdi").TextContentAsync();
        var dialog = await order.OpenDialog();
        await dialog.Reason.FillAsync("Moving to another city");
        await dialog.Submit.ClickAsync();
        await Expect(order.Tag).ToHaveTextAsync("Churned");

        await order.ReloadUntilChatterShows("Closed");

        var entry = order.Entries("Closed");
        await Expect(entry).ToHaveCountAsync(1);
        await Expect(entry).ToContainTextAsync("Moving to another city");
        await Expect(entry.Locator("strong").First).ToHaveTextAsync(me!);
        var at = DateTimeOffset.Parse((await entry.Locator("time").First.GetAttributeAsync("datetime"))!, System.Globalization.CultureInfo.InvariantCulture);
        at.ShouldBe(DateTimeOffset.UtcNow, tolerance: TimeSpan.FromMinutes(2));
        await Expect(entry).ToContainTextAsync("In Progress");
        await Expect(entry).ToContainTextAsync("Churned");
    }

    [Fact]
    public async Task A1_12_Preview_shows_exactly_what_the_customer_sees_and_says_that_it_is_a_preview()
    {
        var running = await Given.RunningOrder();
        var order = await AdminOrder(running);
        await Expect(order.PreviewButton).ToBeVisibleAsync();

        var preview = await order.Page.RunAndWaitForPopupAsync(() => order.PreviewButton.ClickAsync());
        await preview.WaitForURLAsync($"**/portal/subscriptions/{running.Id}");
        var own = await PortalOrder(running);

        await Expect(preview.Locator("#preview-notice")).ToContainTextAsync($"Preview: you see what {running.Customer.Name} sees");
        await Expect(own.Page.Locator("#preview-notice")).ToHaveCountAsync(0);
        await Expect(preview.Locator("#coupon .why")).ToHaveTextAsync("This is a preview: only the customer can submit.");
        (await Shown(preview)).ShouldBe(await Shown(own.Page));
    }

    [Fact]
    public async Task A1_12_Preview_cannot_submit()
    {
        var running = await Given.RunningOrder();
        var reason = await Given.Reason();
        var before = await Given.Everything(running);
        var page = await Stranger();
        await page.SignInBy(await Given.PortalLink(running.Customer, preview: true));
        var order = await PortalOrderPage.Open(page, running);
        var dialog = await order.OpenDialog();
        await dialog.Reason.SelectOptionAsync(reason.Label);

        await Expect(dialog.Submit).ToHaveAttributeAsync("aria-disabled", "true");
        await Expect(dialog.Root).ToContainTextAsync("This is a preview: only the customer can submit.");
        await dialog.Submit.ClickAsync(new() { Force = true });
        await dialog.Reason.EvaluateAsync("field => field.form.submit()");
        await Expect(order.Problem).ToBeVisibleAsync();

        var answer = await PortalApi.Close(page, running, $$"""{"reasonId":"{{reason.Id}}"}""");
        answer.Status.ShouldBe(403);
        (await Given.Everything(running)).ShouldBe(before);
    }

    /// <summary>All that stands in the page's body, without dialogs and the buttons of forms, which tell the previewer why nothing can be submitted.</summary>
    private static Task<string> Shown(IPage page) => page.EvaluateAsync<string>(
        """
        () => {
          const copy = document.getElementById('main').cloneNode(true);
          copy.querySelectorAll('dialog, input[type=hidden], form .explained, form button[type=submit]').forEach(each => each.remove());
          return copy.innerHTML;
        }
        """);
}
