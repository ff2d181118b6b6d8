namespace Browser.Tests.Closing;

/// <summary>Standing still instead of closing.</summary>
public sealed class PausingTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task Staff_pause_until_a_day_and_resume_before_it()
    {
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(10);
        var running = await Given.RunningOrder();
        var order = await AdminOrder(running);
        await order.Page.Locator("#order-bar").GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        var dialog = order.Page.Locator("#pause-dialog");
        await dialog.Locator("#resume_date").FillAsync("2020-01-01");
        await dialog.Locator("button[type=submit].button-primary").ClickAsync();
        await Expect(dialog.Locator("#resume_date-error")).ToBeVisibleAsync();

        await dialog.Locator("#resume_date").FillAsync(Business.Iso(day));
        await dialog.Locator("button[type=submit].button-primary").ClickAsync();

        await Expect(order.CurrentStage).ToHaveTextAsync("Paused");
        await Expect(order.Page.Locator("#paused")).ToContainTextAsync($"Resumes on {day.Day} ");
        await order.ReloadUntilChatterShows("Paused");
        await order.Page.Locator("#order-bar").GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(order.CurrentStage).ToHaveTextAsync("In Progress");
        await order.ReloadUntilChatterShows("Resumed");
    }

    [Fact]
    public async Task A_close_of_a_moment_ago_is_taken_back()
    {
        var running = await Given.RunningOrder();
        var order = await AdminOrder(running);
        var dialog = await order.OpenDialog();
        await dialog.Reason.FillAsync("Too expensive");
        await dialog.Submit.ClickAsync();
        await Expect(order.CurrentStage).ToHaveTextAsync("Churned");

        await order.Page.Locator("#reversible-close").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Expect(order.CurrentStage).ToHaveTextAsync("In Progress");
        await Expect(order.CloseButton).ToBeEnabledAsync();
        await order.ReloadUntilChatterShows("CloseUndone");
    }
}
