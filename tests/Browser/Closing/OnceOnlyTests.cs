namespace Browser.Tests.Closing;

/// <summary>Whatever is pressed, a subscription closes once, and nobody's change is lost unseen.</summary>
public sealed class OnceOnlyTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task A_double_click_on_Submit_gives_one_chatter_entry_and_one_mail()
    {
        var running = await Given.RunningOrder();
        var order = await AdminOrder(running);
        var dialog = await order.OpenDialog();

        await dialog.Reason.FillAsync("Too expensive");
        await dialog.Submit.DblClickAsync();

        await Expect(order.Tag).ToHaveTextAsync("Churned");
        await ClosedOnce(running);
    }

    [Fact]
    public async Task The_same_form_sent_many_times_at_once_gives_one_chatter_entry_and_one_mail()
    {
        var reason = await Given.Reason();
        var running = await Given.RunningOrder();
        var order = await PortalOrder(running);
        var dialog = await order.OpenDialog();
        await dialog.Reason.SelectOptionAsync(reason.Label);

        var statuses = await dialog.Reason.EvaluateAsync<int[]>(
            """
            field => Promise.all(Array.from({ length: 5 }, () =>
              fetch(field.form.action, { method: 'POST', body: new URLSearchParams(new FormData(field.form)) }).then(answer => answer.status)))
            """);

        statuses.ShouldAllBe(status => status == 200);
        await order.Page.ReloadAsync();
        await Expect(order.Tag).ToHaveTextAsync("Closed");
        await ClosedOnce(running);
    }

    [Fact]
    public async Task Closing_from_a_page_that_is_out_of_date_says_so_and_changes_nothing()
    {
        var running = await Given.RunningOrder();
        var stale = await AdminOrder(running);
        var dialog = await stale.OpenDialog();
        await Given.ScheduleClose(running, await Given.Reason());
        var before = await Given.Everything(running);

        await dialog.Reason.FillAsync("Too expensive");
        await dialog.Submit.ClickAsync();

        await Expect(stale.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Someone else changed this in the meantime. Nothing was saved.");
        (await Given.Everything(running)).ShouldBe(before);
    }

    [Fact]
    public async Task An_edit_of_a_plan_that_someone_else_changed_says_so_and_changes_nothing()
    {
        var plan = await Given.Plan();
        var stale = await Staff();
        await stale.GotoAsync($"/admin/plans/{plan.Id}");
        await Api.Patch($"plans/{plan.Id}", new() { ["name"] = Business.English($"{plan.Name} by another") });

        await stale.GetByLabel("Price", new() { Exact = true }).FillAsync("1.00");
        await stale.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(stale.GetByRole(AriaRole.Alert)).ToContainTextAsync("Someone else changed this in the meantime. Nothing was saved.");
        await Expect(stale.GetByLabel("Price", new() { Exact = true })).ToHaveValueAsync("1.00");
        (await Api.Get($"plans/{plan.Id}"))["price"]!["units"]!.ToString().ShouldBe("40");
    }

    private async Task ClosedOnce(Order order)
    {
        await Given.Mailed(order, "subscription_closed");
        Business.OfKind(await Given.Chatter(order), "CLOSED").Count.ShouldBe(1);
        (await Given.MailsTo(order.Customer, "subscription_closed")).Count.ShouldBe(1);
    }
}
