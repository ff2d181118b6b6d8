using Contracts.Conversions;
using Screens.Formatting;
using Screens.Languages;
using Shouldly;
using Xunit;

namespace Screens.Tests;

public class ZoneTests
{
    static readonly DateTimeOffset Winter = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Summer = new(2026, 7, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("en", "Asia/Tehran", "Tehran (UTC+3:30)")]
    [InlineData("fa", "Asia/Tehran", "تهران (\u2066UTC+۳:۳۰\u2069)")]
    [InlineData("vi", "Asia/Ho_Chi_Minh", "TP Hồ Chí Minh (UTC+7)")]
    [InlineData("it", "Europe/Rome", "Roma (UTC+1)")]
    [InlineData("pl", "America/New_York", "Nowy Jork (UTC−5)")]
    [InlineData("fa", "America/St_Johns", "سنت جان (\u2066UTC−۳:۳۰\u2069)")]
    [InlineData("en", "Europe/London", "London (UTC)")]
    [InlineData("fa", "UTC", "UTC")]
    public void A_zone_is_named_by_its_city_and_its_offset(string language, string zone, string expected) =>
        ZoneText.Format(zone, Winter, Language.Find(language)!).ShouldBe(expected);

    [Fact]
    public void The_offset_is_that_of_the_moment() =>
        new[] { Winter, Summer }.Select(at => ZoneText.Format("Europe/London", at, Language.English)).ShouldBe(["London (UTC)", "London (UTC+1)"]);

    [Theory]
    [MemberData(nameof(WordsTests.Languages), MemberType = typeof(WordsTests))]
    public void Every_zone_that_may_be_chosen_has_a_name_of_its_own(string language)
    {
        var choices = ZoneText.Choices(Winter, Language.Find(language)!).ToList();
        choices.Select(choice => choice.Zone).Order().ShouldBe(TimeZones.All.Where(zone => zone != "Etc/UTC").Order());
        choices.GroupBy(choice => choice.Words).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();
        choices.Where(choice => choice.Words.Contains('/', StringComparison.Ordinal) || choice.Words.Contains('_', StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>A zone on a page goes through <see cref="Locale.Zone"/>, and is chosen in the field of its own.</summary>
    [Fact]
    public void No_screen_shows_a_zones_own_name()
    {
        foreach (var file in Sources.Screens().Where(file => file.EndsWith(".razor", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file);
            text.ShouldNotMatch("""title="@[A-Za-z.]*TimeZone|>@[A-Za-z.]*[tT]imeZone<|TimesIn", [tT]imeZone""", file);
            text.ShouldNotMatch("""<(TextField|ComboField) Name="(time_zone|zone)""", file);
        }
    }
}
