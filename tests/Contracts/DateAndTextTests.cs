using Contracts.Common.V1;
using Contracts.Conversions;
using Contracts.Events;
using FsCheck;
using FsCheck.Fluent;

namespace Contracts.Tests;

public sealed class DateAndTextTests
{
    [Fact]
    public void A_day_there_and_back_is_the_same_day() => Prop.ForAll(
        Gen.Choose(DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber).ToArbitrary(),
        number => Date.From(DateOnly.FromDayNumber(number)).ToDateOnly() == DateOnly.FromDayNumber(number)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(2026, 2, 29)]
    [InlineData(2026, 13, 1)]
    [InlineData(2026, 0, 1)]
    [InlineData(0, 1, 1)]
    [InlineData(10000, 1, 1)]
    [InlineData(2026, 4, 31)]
    [InlineData(2026, 1, 0)]
    [InlineData(2026, 1, -1)]
    [InlineData(-1, 1, 1)]
    public void A_day_that_the_calendar_lacks_is_none(int year, int month, int day) =>
        new Date { Year = year, Month = month, Day = day }.ToDateOnly().ShouldBeNull();

    [Fact]
    public void The_29th_of_February_is_a_day_of_leap_years_only()
    {
        new Date { Year = 2028, Month = 2, Day = 29 }.ToDateOnly().ShouldBe(new DateOnly(2028, 2, 29));
        new Date { Year = 2100, Month = 2, Day = 29 }.ToDateOnly().ShouldBeNull();
    }

    [Fact]
    public void The_five_languages_are_known_and_no_others()
    {
        Languages.All.ShouldBe(["en", "vi", "fa", "it", "pl"]);
        Languages.IsKnown("EN").ShouldBeFalse();
        Languages.IsKnown("de").ShouldBeFalse();
        Languages.IsKnown("").ShouldBeFalse();
    }

    [Fact]
    public void A_missing_or_empty_text_falls_back_to_English()
    {
        var texts = new Dictionary<string, string> { ["en"] = "Monthly", ["it"] = "Mensile", ["pl"] = "" };

        texts.In("it").ShouldBe("Mensile");
        texts.In("pl").ShouldBe("Monthly");
        texts.In("vi").ShouldBe("Monthly");
        LocalizedText.From(texts).In("fa").ShouldBe("Monthly");
        new Dictionary<string, string>().In("en").ShouldBe("");
    }

    [Theory]
    [InlineData("staff", ActorKind.Staff)]
    [InlineData("customer", ActorKind.Customer)]
    [InlineData("application", ActorKind.Application)]
    [InlineData("system", ActorKind.System)]
    public void An_events_actor_keeps_kind_id_and_name(string kind, ActorKind wire) =>
        Actor.From(new EventActor(kind, "17", "Ada")).ShouldBe(new Actor { Kind = wire, Id = "17", Name = "Ada" });
}
