using System.Globalization;
using System.Text.Json.Nodes;

namespace Browser.Tests.Closing;

/// <summary>Closing later, and thinking better of it.</summary>
public sealed class ScheduledCloseTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task Staff_close_on_a_date_and_undo_it()
    {
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(10);
        var running = await Given.RunningOrder();
        var order = await AdminOrder(running);
        var dialog = await order.OpenDialog();
        await Expect(dialog.ClosingDate).ToBeHiddenAsync();

        await dialog.Reason.FillAsync("Too expensive");
        await dialog.When("On a date").CheckAsync();
        await dialog.ClosingDate.FillAsync(Business.Iso(day));
        await dialog.Submit.ClickAsync();

        await Expect(order.ScheduledClose).ToContainTextAsync($"Closes on {day.Day} ");
        await Expect(order.CurrentStage).ToHaveTextAsync("In Progress");
        (await EndDate(running)).ShouldBe(day);
        await order.ReloadUntilChatterShows("CloseScheduled");

        await order.ScheduledClose.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(order.ScheduledClose).ToHaveCountAsync(0);
        await Expect(order.CloseButton).ToBeEnabledAsync();
        await order.ReloadUntilChatterShows("CloseUndone");
        (await Given.Subscription(running))["closing"].ShouldBeNull();
    }

    [Fact]
    public async Task Staff_close_at_the_end_of_the_period()
    {
        var running = await Given.RunningOrder();
        var order = await AdminOrder(running);
        var dialog = await order.OpenDialog();

        await dialog.Reason.FillAsync("Too expensive");
        await dialog.When("At the end of the period").CheckAsync();
        await dialog.Submit.ClickAsync();

        await Expect(order.ScheduledClose).ToBeVisibleAsync();
        (await EndDate(running)).ShouldBe(Day((await Given.Subscription(running))["currentPeriodEnd"]!));
    }

    [Fact]
    public async Task A_customer_closes_at_the_end_of_the_period_and_keeps_the_subscription_after_all()
    {
        var reason = await Given.Reason();
        var running = await Given.RunningOrder();
        var order = await PortalOrder(running);
        var dialog = await order.OpenDialog();

        await dialog.Reason.SelectOptionAsync(reason.Label);
        await dialog.When("At the end of the period").CheckAsync();
        await dialog.Submit.ClickAsync();
        await Expect(order.ScheduledClose).ToContainTextAsync("Closes on ");
        await Expect(order.Tag).ToHaveTextAsync("In Progress");
        await Expect(order.CloseButton).ToHaveCountAsync(0);

        await order.ScheduledClose.GetByRole(AriaRole.Button, new() { Name = "Keep subscription" }).ClickAsync();
        await Expect(order.ScheduledClose).ToHaveCountAsync(0);
        await Expect(order.CloseButton).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_customer_closes_on_a_date_of_the_Jalali_calendar()
    {
        var running = await Given.RunningOrder(await Given.Customer(language: "fa", timeZone: "Asia/Tehran"));
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(10);
        var order = await PortalOrder(running);
        await order.DialogOpener.ClickAsync();
        var dialog = order.Page.Locator("#close-dialog");

        await dialog.Locator("#reason").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await dialog.Locator("input[name=when][value=date]").CheckAsync();
        var (year, month, dayOfMonth) = Jalali(day);
        // The month has no such day: what was typed stays, and the message says which field and which rule it is about.
        await Enter(dialog, (year, 12, 31));
        await dialog.Locator("button[type=submit].button-danger").ClickAsync();
        await Expect(dialog.Locator("#close_date-error")).ToContainTextAsync("تاریخ بستن: اسفند");
        await Expect(dialog.Locator("#close_date-month")).ToHaveValueAsync("12");

        await Enter(dialog, (year, month, dayOfMonth));
        await dialog.Locator("button[type=submit].button-danger").ClickAsync();

        await Expect(order.ScheduledClose).ToBeVisibleAsync();
        (await EndDate(running)).ShouldBe(day);
    }

    [Fact]
    public async Task A_date_in_the_past_is_refused_beside_its_field()
    {
        var running = await Given.RunningOrder();
        var before = await Given.Everything(running);
        var order = await AdminOrder(running);
        var dialog = await order.OpenDialog();

        await dialog.Reason.FillAsync("Too expensive");
        await dialog.When("On a date").CheckAsync();
        await dialog.ClosingDate.FillAsync("2020-01-01");
        await dialog.Submit.ClickAsync();

        await Expect(dialog.Root.Locator("#close_date-error")).ToBeVisibleAsync();
        await Expect(dialog.Reason).ToHaveValueAsync("Too expensive");
        (await Given.Everything(running)).ShouldBe(before);
    }

    private async Task<DateOnly> EndDate(Order order) => Day((await Given.Subscription(order))["closing"]!["endDate"]!);

    private static DateOnly Day(JsonNode date) => new(date["year"]!.GetValue<int>(), date["month"]!.GetValue<int>(), date["day"]!.GetValue<int>());

    private static async Task Enter(ILocator dialog, (int Year, int Month, int Day) date)
    {
        await dialog.Locator("#close_date").FillAsync(Persian(date.Day));
        await dialog.Locator("#close_date-month").SelectOptionAsync(date.Month.ToString(CultureInfo.InvariantCulture));
        await dialog.Locator("#close_date-year").FillAsync(Persian(date.Year));
    }

    private static (int Year, int Month, int Day) Jalali(DateOnly day)
    {
        var calendar = new PersianCalendar();
        var at = day.ToDateTime(TimeOnly.MinValue);
        return (calendar.GetYear(at), calendar.GetMonth(at), calendar.GetDayOfMonth(at));
    }

    private static string Persian(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(each => (char)('۰' + (each - '0'))));
}
