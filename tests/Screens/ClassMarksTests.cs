using Screens.Components;
using Screens.Languages;
using Shouldly;
using Xunit;

namespace Screens.Tests;

public class ClassMarksTests
{
    [Theory]
    [InlineData("en", "Withdrawn", "Lapsed")]
    [InlineData("vi", "Đã thu hồi", "Mất hiệu lực")]
    [InlineData("fa", "پس‌گرفته", "ازدست‌رفته")]
    [InlineData("it", "Ritirata", "Persa")]
    [InlineData("pl", "Wycofane", "Przepadłe")]
    public async Task What_was_withdrawn_has_a_word_of_its_own(string language, string withdrawn, string lapsed)
    {
        var own = Language.Find(language)!;
        var (taken, expired) = (await Rendered.Text<ClassMarks>(new { Total = 3, Used = 1, Left = 0, Withdrawn = true }, own), await Rendered.Text<ClassMarks>(new { Total = 3, Used = 1, Left = 0 }, own));
        (taken.Contains(withdrawn, StringComparison.Ordinal), taken.Contains(lapsed, StringComparison.Ordinal)).ShouldBe((true, false), taken);
        (expired.Contains(withdrawn, StringComparison.Ordinal), expired.Contains(lapsed, StringComparison.Ordinal)).ShouldBe((false, true), expired);
    }
}
