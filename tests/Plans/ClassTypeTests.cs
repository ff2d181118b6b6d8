using Contracts.Events;
using static Plans.Tests.Some;
using Wire = Contracts.Plans.V1;

namespace Plans.Tests;

public sealed class ClassTypeTests(PlansUnderTest plans) : IClassFixture<PlansUnderTest>
{
    [Fact]
    public async Task A_class_type_is_renamed_and_the_others_are_told()
    {
        var created = await plans.CreateClassType("Yoga");

        var renamed = await plans.ClassTypes.UpdateClassTypeAsync(new() { ClassType = new() { Id = created.Id, Name = Text(("en", "Hatha yoga"), ("pl", "Hatha joga")) } });

        (await plans.ClassTypes.GetClassTypeAsync(new() { Id = created.Id })).ShouldBe(renamed);
        renamed.Etag.ShouldNotBe(created.Etag);
        (await Events(created)).Select(e => (e.Name["en"], e.Retired)).ShouldBe([("Yoga", false), ("Hatha yoga", false)]);
        (await Found("hatha joga")).ShouldBe([created.Id]);
    }

    [Fact]
    public async Task A_retired_class_type_is_out_of_the_list_but_can_be_read()
    {
        var created = await plans.CreateClassType("Pilates");

        var retired = await plans.ClassTypes.RetireClassTypeAsync(new() { Id = created.Id });

        (await plans.ClassTypes.GetClassTypeAsync(new() { Id = created.Id })).ShouldBe(retired);
        retired.Retired.ShouldBeTrue();
        (await Found("pilates")).ShouldBeEmpty();
        (await plans.ClassTypes.ListClassTypesAsync(new() { Query = "pilates", IncludeRetired = true })).ClassTypes.ShouldBe([retired]);
        (await Events(created)).Select(e => e.Retired).ShouldBe([false, true]);
        (await Refused.By(plans.ClassTypes.RetireClassTypeAsync(new() { Id = created.Id }))).Reason.ShouldBe("ALREADY_RETIRED");
    }

    [Fact]
    public async Task A_class_type_without_an_English_name_and_a_stale_one_are_refused_and_nothing_changes()
    {
        var created = await plans.CreateClassType("Boxing");

        (await Refused.By(plans.ClassTypes.CreateClassTypeAsync(new() { ClassType = new() { Name = Text(("pl", "Boks")) } }))).Violations.ShouldBe(["class_type.name.en:REQUIRED"]);
        (await Refused.By(plans.ClassTypes.UpdateClassTypeAsync(new() { ClassType = new() { Id = created.Id, Name = Text(("en", new string('x', 101))) } }))).Violations
            .ShouldBe(["class_type.name.en:TOO_LONG"]);
        (await Refused.By(plans.ClassTypes.UpdateClassTypeAsync(new() { ClassType = created, UpdateMask = new() { Paths = { "retired" } } }))).Violations
            .ShouldBe(["update_mask:UNKNOWN_PATH"]);
        (await Refused.By(plans.ClassTypes.UpdateClassTypeAsync(new() { ClassType = new Wire.ClassType(created) { Etag = "v99" } }))).Reason.ShouldBe("ETAG_MISMATCH");
        (await Refused.By(plans.ClassTypes.GetClassTypeAsync(new() { Id = Guid.NewGuid().ToString() }))).Reason.ShouldBe("NOT_FOUND");

        (await plans.ClassTypes.GetClassTypeAsync(new() { Id = created.Id })).ShouldBe(created);
        (await Found("boks")).ShouldBeEmpty();
    }

    private async Task<IEnumerable<ClassTypeChanged>> Events(Wire.ClassType classType) =>
        (await plans.Service.Raised<ClassTypeChanged>()).Where(e => e.AggregateId == Guid.Parse(classType.Id));

    private async Task<List<string>> Found(string query) =>
        [.. (await plans.ClassTypes.ListClassTypesAsync(new() { Query = query })).ClassTypes.Select(c => c.Id)];
}
