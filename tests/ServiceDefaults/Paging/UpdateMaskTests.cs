using Google.Protobuf.WellKnownTypes;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;

namespace ServiceDefaults.Tests.Paging;

public sealed class UpdateMaskTests
{
    [Fact]
    public void No_mask_and_a_star_mean_every_field()
    {
        new UpdateMask(null, "name", "price").Has("price").ShouldBeTrue();
        new UpdateMask(new FieldMask(), "name").Has("name").ShouldBeTrue();
        new UpdateMask(Of("*"), "name").Has("name").ShouldBeTrue();
    }

    [Fact]
    public void A_mask_covers_what_it_names_and_its_parts_alone()
    {
        var mask = new UpdateMask(Of("self_service", "name"), "name", "self_service", "self_service_note");

        mask.Has("self_service.closable").ShouldBeTrue();
        mask.Has("name").ShouldBeTrue();
        mask.Has("self_service_note").ShouldBeFalse();
        new UpdateMask(Of("self_service.closable"), "self_service").Has("self_service.pausable").ShouldBeFalse();
    }

    [Fact]
    public void A_field_that_cannot_be_written_is_refused() =>
        Should.Throw<DomainException>(() => new UpdateMask(Of("name", "archived"), "name")).Violations.Single().ShouldSatisfyAllConditions(
            v => v.Field.ShouldBe("update_mask"), v => v.Rule.ShouldBe("UNKNOWN_PATH"));

    private static FieldMask Of(params string[] paths) => new() { Paths = { paths } };
}
