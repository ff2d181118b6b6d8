using Contracts.Common.V1;
using Contracts.Events;
using Google.Protobuf.WellKnownTypes;
using static Plans.Tests.Some;
using Wire = Contracts.Plans.V1;

namespace Plans.Tests;

/// <summary>What passes are sold from (domain.md A2.21, A2.22).</summary>
public sealed class PassTemplateTests(PlansUnderTest plans) : IClassFixture<PlansUnderTest>
{
    [Fact]
    public async Task A2_21_A_template_is_read_back_as_it_was_created_and_the_others_are_told_all_of_it()
    {
        var yoga = await plans.CreateClassType("Yoga");

        var created = await plans.Create(Full(yoga));

        (await plans.Read(created)).ShouldBe(created);
        created.Terms.ShouldBe(new PassTerms(Full(yoga).Terms) { TaxCode = "reduced" });
        (created.Freestyle, created.SoldOnline, created.Archived, created.Price).ShouldBe((true, true, false, Money.From(240, "PLN")));
        var reported = (await Events(created)).ShouldHaveSingleItem();
        (reported.Name["pl"], reported.Description["en"], reported.Freestyle, reported.Price, reported.SoldOnline, reported.Archived)
            .ShouldBe(("Karnet", "All halls.", true, new EventMoney("PLN", 240), true, false));
        (reported.Terms.ClassType!.Id, reported.Terms.ClassType.Name["en"]).ShouldBe((Guid.Parse(yoga.Id), "Yoga"));
        (reported.Terms with { ClassType = null })
            .ShouldBe(new EventPassTerms(10, "week", 6, null, true, true, 7, "first_visit", false, 12, true, true, 30, "reduced"));
    }

    [Fact]
    public async Task A_template_that_says_no_more_than_it_must_is_the_strict_one()
    {
        var created = await plans.Create(PassTemplate(change: t => t.Terms.Validity = null));

        created.Terms.ShouldBe(new PassTerms
        {
            Classes = 8,
            Validity = new PassValidity { Unit = PassValidityUnit.None },
            Start = PassStart.Sale,
            LateCancel = MissedClass.Counts,
            NoShow = MissedClass.Counts,
        });
        (created.Freestyle, created.SoldOnline).ShouldBe((false, false));
        (await Events(created)).Single().Terms.ShouldBe(new EventPassTerms(8, "none", 0, null, false, false, 0, "sale", true, 0, true, false, 0, ""));
    }

    [Fact]
    public async Task A2_22_Whatever_a_mask_names_is_changed_alone()
    {
        var created = await plans.Create(PassTemplate(change: t =>
        {
            t.Terms.Start = PassStart.Chosen;
            t.Terms.NoShow = MissedClass.Free;
            t.Terms.CustomersMayFreeze = true;
            t.Terms.MaxFreezeDays = 10;
        }));
        // Nothing of it is as it was.
        var other = Full(await plans.CreateClassType());
        string[] paths =
        [
            "name", "description", "freestyle", "price", "sold_online", "terms.validity.unit", "terms.validity.count",
            .. PassTerms.Descriptor.Fields.InDeclarationOrder().Select(f => $"terms.{f.Name}").Where(p => p is not ("terms.validity" or "terms.customers_may_freeze")),
        ];

        var now = created;
        foreach (var path in paths)
        {
            var mask = new FieldMask { Paths = { path } };
            var (wanted, expected) = (new Wire.PassTemplate(other) { Id = created.Id }, now.Clone());
            mask.Merge(other, expected);
            expected.ShouldNotBe(now, path);
            expected.Terms.TaxCode = expected.Terms.TaxCode.Trim().ToLowerInvariant();

            now = await plans.Templates.UpdatePassTemplateAsync(new() { PassTemplate = wanted, UpdateMask = mask });

            (expected.UpdateTime, expected.Etag) = (now.UpdateTime, now.Etag);
            now.ShouldBe(expected, path);
        }

        (await plans.Read(created)).ShouldBe(now);
    }

    [Fact]
    public async Task A_part_that_no_longer_goes_with_one_that_stays_is_refused()
    {
        var created = await plans.Create(PassTemplate(change: t =>
        {
            t.Terms.Validity = new PassValidity { Unit = PassValidityUnit.Day, Count = 400 };
            t.Terms.CustomersMayFreeze = true;
            t.Terms.MaxFreezeDays = 10;
        }));

        (await Update(new PassTerms { Validity = new PassValidity { Unit = PassValidityUnit.Month } }, "terms.validity.unit"))
            .ShouldBe(["pass_template.terms.validity.count:OUT_OF_RANGE"]);
        (await Update(new PassTerms(), "terms.customers_may_freeze")).ShouldBe(["pass_template.terms.max_freeze_days:OUT_OF_RANGE"]);

        (await plans.Read(created)).ShouldBe(created);

        async Task<IReadOnlyList<string>> Update(PassTerms terms, string path) => (await Refused.By(plans.Templates.UpdatePassTemplateAsync(
            new() { PassTemplate = new() { Id = created.Id, Terms = terms }, UpdateMask = new() { Paths = { path } } }))).Violations;
    }

    [Fact]
    public async Task A_retired_class_type_is_kept_where_it_is_and_taken_nowhere_else()
    {
        var (yoga, pilates) = (await plans.CreateClassType("Yoga"), await plans.CreateClassType("Pilates"));
        var template = await plans.Create(PassTemplate(change: t => t.Terms.ClassTypeId = yoga.Id));
        await plans.ClassTypes.RetireClassTypeAsync(new() { Id = yoga.Id });
        await plans.ClassTypes.RetireClassTypeAsync(new() { Id = pilates.Id });

        var renamed = await plans.Templates.UpdatePassTemplateAsync(new() { PassTemplate = new Wire.PassTemplate(template) { Name = Text(("en", "Renamed")) } });

        renamed.Terms.ClassTypeId.ShouldBe(yoga.Id);
        (await Refused.By(plans.Templates.CreatePassTemplateAsync(new() { PassTemplate = PassTemplate(change: t => t.Terms.ClassTypeId = yoga.Id) })))
            .Violations.ShouldBe(["pass_template.terms.class_type_id:RETIRED"]);
        (await Refused.By(plans.Templates.UpdatePassTemplateAsync(new()
        {
            PassTemplate = new() { Id = template.Id, Terms = new PassTerms { ClassTypeId = pilates.Id } }, UpdateMask = new() { Paths = { "terms.class_type_id" } },
        }))).Violations.ShouldBe(["pass_template.terms.class_type_id:RETIRED"]);
        (await plans.Read(template)).ShouldBe(renamed);
    }

    [Fact]
    public async Task An_archived_template_is_out_of_the_list_but_can_be_read_and_the_others_are_told()
    {
        var yoga = await plans.CreateClassType("Yoga");
        var created = await plans.Create(PassTemplate("Summer pass", change: t => t.Terms.ClassTypeId = yoga.Id));
        (await plans.Templates.ListPassTemplatesAsync(new() { Query = "summer" })).PassTemplates.ShouldBe([created]);

        var archived = await plans.Templates.ArchivePassTemplateAsync(new() { Id = created.Id });

        (await plans.Read(created)).ShouldBe(archived);
        archived.Archived.ShouldBeTrue();
        (await plans.Templates.ListPassTemplatesAsync(new() { Query = "summer" })).PassTemplates.ShouldBeEmpty();
        (await plans.Templates.ListPassTemplatesAsync(new() { Query = "summer", IncludeArchived = true })).PassTemplates.ShouldBe([archived]);
        (await Events(created)).Select(e => (e.Archived, e.Terms.ClassType?.Id)).ShouldBe([(false, Guid.Parse(yoga.Id)), (true, Guid.Parse(yoga.Id))]);
        (await Refused.By(plans.Templates.ArchivePassTemplateAsync(new() { Id = created.Id }))).Reason.ShouldBe("ALREADY_ARCHIVED");
        (await Refused.By(plans.Templates.UpdatePassTemplateAsync(new() { PassTemplate = created }))).Reason.ShouldBe("ETAG_MISMATCH");
    }

    [Fact]
    public async Task The_same_request_twice_makes_one_template()
    {
        var request = new Wire.CreatePassTemplateRequest { PassTemplate = PassTemplate("Once only"), RequestId = Guid.NewGuid().ToString() };

        (await plans.Templates.CreatePassTemplateAsync(request)).ShouldBe(await plans.Templates.CreatePassTemplateAsync(request));

        (await plans.Templates.ListPassTemplatesAsync(new() { Query = "once only" })).PassTemplates.ShouldHaveSingleItem();
    }

    private static Wire.PassTemplate Full(Wire.ClassType classType) => new()
    {
        Name = Text(("en", "Pass"), ("pl", "Karnet")),
        Description = Text(("en", "All halls.")),
        Freestyle = true,
        Price = Money.From(240, "PLN"),
        SoldOnline = true,
        Terms = new PassTerms
        {
            Classes = 10,
            Validity = new PassValidity { Unit = PassValidityUnit.Week, Count = 6 },
            ClassTypeId = classType.Id,
            Overlapping = true,
            Shared = true,
            GraceDays = 7,
            Start = PassStart.FirstVisit,
            LateCancel = MissedClass.Free,
            LateCancelHours = 12,
            NoShow = MissedClass.Counts,
            CustomersMayFreeze = true,
            MaxFreezeDays = 30,
            TaxCode = " Reduced ",
        },
    };

    private async Task<IEnumerable<PassTemplateChanged>> Events(Wire.PassTemplate template) =>
        (await plans.Service.Raised<PassTemplateChanged>()).Where(e => e.AggregateId == Guid.Parse(template.Id));
}
