using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Screens.Tests;

/// <summary>What the content security policy, right-to-left scripts and safety ask of every file.</summary>
public partial class MarkupTests
{
    /// <summary>An asset of our own, which no page depends on.</summary>
    const string TheScript = """<script src="@ScreenAssets.ScriptPath(Root)" defer></script>""";

    [Fact]
    public void No_page_has_a_script_but_the_one_an_inline_style_or_unencoded_text()
    {
        // InnerStyles looks for the style sheet inside a mail; it writes none.
        foreach (var file in Sources.Screens().Where(file => Path.GetFileName(file) != "InnerStyles.cs"))
        {
            ForbiddenMarkupRegex().IsMatch(File.ReadAllText(file).Replace(TheScript, "", StringComparison.Ordinal)).ShouldBeFalse(file);
        }
    }

    /// <summary>What makes dialogs modal and forgetful is made once.</summary>
    [Fact]
    public void Every_dialog_is_the_shared_one()
    {
        Sources.Screens().Where(file => File.ReadAllText(file).Contains("<dialog", StringComparison.Ordinal)).Select(file => Path.GetFileName(file)).ShouldBe(["Dialog.razor"]);
        foreach (var file in Sources.Screens().Where(file => File.ReadAllText(file).Contains("<Dialog ", StringComparison.Ordinal)))
        {
            File.ReadAllText(file).ShouldContain("<DialogButtons ", customMessage: file);
        }
    }

    [Fact]
    public void The_style_sheet_knows_no_left_and_right()
    {
        foreach (var file in Sources.Files("gateway/Screens/Assets", ".css"))
        {
            PhysicalRegex().Matches(File.ReadAllText(file)).Select(match => match.Value).ShouldBeEmpty(file);
        }
    }

    [Fact]
    public void Every_posting_form_carries_an_antiforgery_token()
    {
        foreach (var file in Sources.Screens().Where(file => file.EndsWith(".razor", StringComparison.Ordinal)))
        {
            foreach (Match form in PostingFormRegex().Matches(File.ReadAllText(file)))
            {
                (form.Value.Contains("<AntiforgeryToken", StringComparison.Ordinal) || form.Value.Contains("<FormKeys", StringComparison.Ordinal))
                    .ShouldBeTrue($"{file}: {form.Value}");
            }
        }
    }

    [GeneratedRegex("""<script|<style|\sstyle=|\sonclick=|MarkupString|javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex ForbiddenMarkupRegex();

    [GeneratedRegex(@"(margin|padding|border)-(left|right)|(^|[\s;{])(left|right|float)\s*:|text-align:\s*(left|right)", RegexOptions.Multiline)]
    private static partial Regex PhysicalRegex();

    [GeneratedRegex("""<form method="post".*?</form>""", RegexOptions.Singleline)]
    private static partial Regex PostingFormRegex();
}
