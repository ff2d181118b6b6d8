using Contracts.Common.V1;
using Contracts.Notifications.V1;
using Google.Protobuf.WellKnownTypes;
using Screens.Components;
using Screens.Languages;
using Shouldly;
using Xunit;

namespace Screens.Tests;

public class ChatterItemTests
{
    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Only_what_customers_do_not_see_is_marked(bool visible, int marks) =>
        Marks(await Shown(new ChatterEntry { Kind = ChatterKind.Note, Text = "Called back", VisibleToCustomer = visible, Actor = Staff("Ada") })).ShouldBe(marks);

    [Theory]
    [InlineData(ChatterKind.Closed)]
    [InlineData(ChatterKind.CloseScheduled)]
    public async Task The_reason_of_a_close_by_staff_is_marked_and_that_of_a_customer_is_not(ChatterKind kind)
    {
        Marks(await Shown(Close(kind, Staff("Ada")))).ShouldBe(1);
        Marks(await Shown(Close(kind, new Actor { Kind = ActorKind.Customer, Name = "Eve" }))).ShouldBe(0);
    }

    [Fact]
    public async Task Customers_are_told_of_no_audience() =>
        Marks(await Rendered.Text<ChatterItem>(new { Entry = Close(ChatterKind.Closed, Staff("Ada")), StageName = Same, ShowAudience = false })).ShouldBe(0);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_number_of_a_dunning_case_is_for_staff(bool staff)
    {
        var entry = new ChatterEntry
        {
            Kind = ChatterKind.DunningResolved, Reference = "DUN/2026/00001", VisibleToCustomer = true, Actor = Staff("Ada"), OccurTime = Timestamp.FromDateTimeOffset(Rendered.Now),
        };

        var shown = await Rendered.Text<ChatterItem>(new { Entry = entry, StageName = Same, ShowAudience = staff });

        shown.ShouldContain("The failed payment is settled");
        shown.Contains("DUN/2026/00001", StringComparison.Ordinal).ShouldBe(staff);
    }

    [Theory]
    [InlineData("en", "Administrator", "Internal application")]
    [InlineData("vi", "Quản trị viên", "Ứng dụng nội bộ")]
    [InlineData("fa", "مدیر سیستم", "برنامهٔ داخلی")]
    [InlineData("it", "Amministratore", "Applicazione interna")]
    [InlineData("pl", "Administrator", "Aplikacja wewnętrzna")]
    public async Task Names_that_the_product_has_given_are_said_in_the_readers_language(string language, string administrator, string application)
    {
        var reader = Language.Find(language)!;
        (await Shown(Close(ChatterKind.Closed, Staff("Administrator")), reader)).ShouldContain(administrator);
        (await Shown(Close(ChatterKind.Closed, new Actor { Kind = ActorKind.Application, Name = "Internal application" }), reader)).ShouldContain(application);
        (await Shown(Close(ChatterKind.Closed, Staff("Administrator Jones")), reader)).ShouldContain("Administrator Jones");
    }

    [Theory]
    [InlineData("en", "Pass extended · +2 classes", "Did not come")]
    [InlineData("pl", "Przedłużono abonament · +2 zajęcia", "Nieobecność")]
    [InlineData("fa", "بلیت تمدید شد · +۲ جلسه", "نیامد")]
    public async Task Bonus_classes_and_missed_classes_of_a_pass_are_said_in_words(string language, string extended, string missed)
    {
        var reader = Language.Find(language)!;
        (await Shown(new ChatterEntry { Kind = ChatterKind.PassExtended, Reference = "2", VisibleToCustomer = true }, reader)).ShouldContain(extended);
        (await Shown(new ChatterEntry { Kind = ChatterKind.PassUsed, Reference = "Eve", Text = "no_show", VisibleToCustomer = true }, reader)).ShouldContain(missed);
        (await Shown(new ChatterEntry { Kind = ChatterKind.PassMissedFree, Reference = "Eve", Text = "no_show", VisibleToCustomer = true }, reader)).ShouldContain(missed);
    }

    [Fact]
    public async Task A_pass_is_named_by_its_number_where_the_entry_stands_with_its_buyer()
    {
        var pass = new Subject { Kind = SubjectKind.Pass, Id = "p1", Number = "P00008" };
        var sold = new ChatterEntry { Kind = ChatterKind.PassSold, Subject = pass, VisibleToCustomer = true };
        (await Shown(new ChatterEntry(sold) { Thread = new Subject { Kind = SubjectKind.Customer, Id = "c1" } })).ShouldContain("P00008");
        (await Shown(new ChatterEntry(sold) { Thread = new Subject { Kind = SubjectKind.Pass, Id = "p1" } })).ShouldNotContain("P00008");
    }

    static readonly Func<string, string> Same = name => name;

    static int Marks(string text) => text.Split("Internal").Length - 1;

    static Task<string> Shown(ChatterEntry entry, Language? language = null)
    {
        entry.OccurTime = Timestamp.FromDateTimeOffset(Rendered.Now);
        return Rendered.Text<ChatterItem>(new { Entry = entry, StageName = Same, ShowAudience = true }, language);
    }

    static Actor Staff(string name) => new() { Kind = ActorKind.Staff, Name = name };

    static ChatterEntry Close(ChatterKind kind, Actor actor) => new()
    {
        Kind = kind,
        Actor = actor,
        OccurTime = Timestamp.FromDateTimeOffset(Rendered.Now),
        VisibleToCustomer = true,
        Reason = new LocalizedText { Values = { ["en"] = "Too expensive" } },
    };
}
