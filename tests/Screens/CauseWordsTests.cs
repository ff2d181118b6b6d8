using Contracts.Billing.V1;
using Screens.Formatting;
using Screens.Languages;
using Shouldly;
using Xunit;

namespace Screens.Tests;

public class CauseWordsTests
{
    public static TheoryData<string> Languages => new(Language.All.Select(language => language.Code));

    [Theory]
    [InlineData(DunningCause.ExpiredCard, "expired_card")]
    [InlineData(DunningCause.WrongDetails, "wrong_details")]
    [InlineData(DunningCause.InsufficientFunds, "insufficient_funds")]
    [InlineData(DunningCause.LimitExceeded, "limit_exceeded")]
    [InlineData(DunningCause.Unknown, "unknown")]
    [InlineData(DunningCause.NotPaid, "not_paid")]
    [InlineData(DunningCause.ConfirmationRequired, "confirmation_required")]
    [InlineData(DunningCause.NotConfirmed, "not_confirmed")]
    [InlineData(DunningCause.Disputed, "disputed")]
    [InlineData(DunningCause.Returned, "returned")]
    public void Events_and_reports_name_it(DunningCause cause, string name)
    {
        CauseWords.Name(cause).ShouldBe(name);
        CauseWords.Read(name).ShouldBe(cause);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_a_sentence_and_a_short_name_for_each(string language)
    {
        var locale = new Locale(Language.Find(language)!);
        foreach (var cause in Enum.GetValues<DunningCause>().Where(cause => cause != DunningCause.Unspecified))
        {
            CauseWords.Of(cause, locale).ShouldNotContain("_");
            CauseWords.Short(cause, locale).ShouldNotContain("_");
        }
    }

    [Fact]
    public void What_names_no_cause_is_none() => CauseWords.Read("too_sunny").ShouldBeNull();
}
