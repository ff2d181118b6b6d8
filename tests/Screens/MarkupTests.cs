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
    public void Every_margin_padding_and_gap_is_one_of_the_scale()
    {
        foreach (var file in Sources.Files("gateway/Screens/Assets", ".css"))
        {
            OwnSpaceRegex().Matches(File.ReadAllText(file)).Select(match => match.Value).ShouldBeEmpty(file);
        }
    }

    /// <summary>On a small screen rows are cards: a cell says itself what it is, and roles say it to those who do not see it.</summary>
    [Fact]
    public void Every_cell_of_a_table_has_its_label_and_its_role()
    {
        foreach (var file in Sources.Screens().Where(file => file.EndsWith(".razor", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file);
            TablePartWithoutRoleRegex().Matches(text).Select(match => match.Value).ShouldBeEmpty(file);
            foreach (Match cell in CellRegex().Matches(text).Where(cell => !cell.Value.Contains("data-label=", StringComparison.Ordinal)))
            {
                // That of the buttons has no head that could be shown.
                cell.Value.ShouldBe("""<td role="cell">""", file);
            }
        }
    }

    [Fact]
    public void No_icon_stands_for_two_things_in_the_navigation()
    {
        var layout = File.ReadAllText(Path.Combine(Sources.Root, "gateway/Admin/Layout/AdminLayout.razor"));
        NavigationIconRegex().Matches(layout).Select(match => match.Groups["icon"].Value).GroupBy(icon => icon).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Every_date_is_entered_in_the_date_field()
    {
        foreach (var file in Sources.Screens().Where(file => Path.GetFileName(file) != "DateField.razor"))
        {
            File.ReadAllText(file).ShouldNotContain("type=\"date\"", Case.Insensitive, file);
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

    [GeneratedRegex(@"(margin|padding|gap)[a-z-]*:[^;}]*\d(rem|px|em)")]
    private static partial Regex OwnSpaceRegex();

    [GeneratedRegex("""<(table|thead|tbody|tfoot|tr|th|td)(?=[\s>])(?! role=)[^>]*>""")]
    private static partial Regex TablePartWithoutRoleRegex();

    [GeneratedRegex("""<td\b[^>]*>""")]
    private static partial Regex CellRegex();

    [GeneratedRegex("""(NavItem .*Icon|side-mark"><Icon Name)="(?<icon>[a-z]+)""" + "\"")]
    private static partial Regex NavigationIconRegex();

    [GeneratedRegex("""<form method="post".*?</form>""", RegexOptions.Singleline)]
    private static partial Regex PostingFormRegex();
}
