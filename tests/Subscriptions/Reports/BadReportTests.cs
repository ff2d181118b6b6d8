using Contracts.Common.V1;
using Subscriptions.Tests.Support;

namespace Subscriptions.Tests.Reports;

/// <summary>Dates near an end of the calendar are refused before the reports reckon with them.</summary>
public sealed class BadReportTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 11, 30)]
    [InlineData(9999, 12, 31)]
    public async Task Only_a_last_date_at_an_end_of_the_calendar_is_refused(int year, int month, int day)
    {
        var last = new Date { Year = year, Month = month, Day = day };

        (await Refused.By(service.Reports.GetMrrReportAsync(new() { LastMonth = last }))).Violations.ShouldBe(["last_month:DATE_OUT_OF_RANGE"]);
        (await Refused.By(service.Reports.GetRetentionReportAsync(new() { LastMonth = last }))).Violations.ShouldBe(["last_month:DATE_OUT_OF_RANGE"]);
        (await Refused.By(service.Reports.GetChurnReportAsync(new() { LastDay = last }))).Violations.ShouldBe(["last_day:DATE_OUT_OF_RANGE"]);
    }
}
