using Google.Protobuf;
using Google.Protobuf.Reflection;
using ServiceDefaults.Access;

namespace Contracts.Tests;

/// <summary>The descriptors against the last committed ones.</summary>
public sealed class CompatibilityTests
{
    private static readonly IReadOnlyList<FileDescriptor> Files = new ContractIndex().Files;

    [Fact]
    public void Nothing_that_a_client_depends_on_was_removed_or_changed()
    {
        var now = ContractDescription.Of(Files);
        if (Baseline.Accepting)
        {
            Baseline.Write(now);
            return;
        }

        Baseline.Broken(Baseline.Read(), now).ShouldBeEmpty(
            "These break clients: make a new version of the package instead. If nobody can depend on them yet, accept with: ACCEPT_CONTRACTS=1 dotnet test tests/Contracts");
    }

    [Fact]
    public void What_was_added_is_written_down_so_that_it_cannot_be_broken_later()
    {
        if (!Baseline.Accepting)
        {
            ContractDescription.Of(Files).Except(Baseline.Read()).ShouldBeEmpty(
                "These are additions, which break nobody. Write them down with: ACCEPT_CONTRACTS=1 dotnet test tests/Contracts");
        }
    }

    [Fact]
    public void A_removed_field_is_found() =>
        Broken("plans/v1/plan.proto", file => Field(file, "Plan", "price", (message, field) => message.Field.Remove(field)))
            .ShouldBe(["message plans.v1.Plan price = 5: common.v1.Money"]);

    [Fact]
    public void A_renumbered_field_is_found() =>
        Broken("plans/v1/plan.proto", file => Field(file, "Plan", "archived", (_, field) => field.Number = 80))
            .ShouldBe(["message plans.v1.Plan archived = 8: bool"]);

    [Fact]
    public void A_retyped_field_is_found() =>
        Broken("plans/v1/plan.proto", file => Field(file, "Plan", "close_after_unpaid_days", (_, field) => field.Type = FieldDescriptorProto.Types.Type.Int64))
            .ShouldBe(["message plans.v1.Plan close_after_unpaid_days = 7: int32"]);

    [Fact]
    public void A_removed_enum_value_is_found() =>
        Broken("plans/v1/product.proto", file => file.EnumType[0].Value.RemoveAt(2)).ShouldBe(["enum plans.v1.ProductKind PRODUCT_KIND_ONE_OFF = 2"]);

    [Fact]
    public void A_removed_rpc_is_found() =>
        Broken("plans/v1/plan_service.proto", file => file.Service[0].Method.RemoveAt(4)).ShouldBe(
        [
            "rpc plans.v1.PlanService/ArchivePlan (plans.v1.ArchivePlanRequest) returns (plans.v1.Plan)",
            "rpc plans.v1.PlanService/ArchivePlan callers Staff, Application",
            "rpc plans.v1.PlanService/ArchivePlan idempotency IdempotencyUnknown",
            "rpc plans.v1.PlanService/ArchivePlan route POST /admin/api/v1/plans/{id}:archive body *",
        ]);

    [Fact]
    public void A_changed_route_is_found() =>
        Broken("plans/v1/plan_service.proto", file => file.Service[0].Method[1].Options.GetExtension(Google.Api.AnnotationsExtensions.Http).Get = "/admin/api/v1/plan/{id}")
            .ShouldBe(["rpc plans.v1.PlanService/GetPlan route GET /admin/api/v1/plans/{id}"]);

    [Fact]
    public void Changed_callers_are_found() =>
        Broken("plans/v1/plan_service.proto", file => file.Service[0].Options.GetOrInitializeExtension(Common.V1.AccessExtensions.Callers).RemoveAt(1))
            .ShouldBe(((string[])["ArchivePlan", "CreatePlan", "GetPlan", "ListPlans", "UpdatePlan"]).Select(rpc => $"rpc plans.v1.PlanService/{rpc} callers Staff, Application"));

    [Fact]
    public void A_changed_idempotency_level_is_found() =>
        Broken("plans/v1/plan_service.proto", file => file.Service[0].Method[1].Options.IdempotencyLevel = MethodOptions.Types.IdempotencyLevel.Idempotent)
            .ShouldBe(["rpc plans.v1.PlanService/GetPlan idempotency NoSideEffects"]);

    [Fact]
    public void An_addition_breaks_nothing() =>
        Broken("plans/v1/plan.proto", file => file.MessageType[1].Field.Add(new FieldDescriptorProto
        {
            Name = "note",
            JsonName = "note",
            Number = 99,
            Type = FieldDescriptorProto.Types.Type.String,
            Label = FieldDescriptorProto.Types.Label.Optional,
        })).ShouldBeEmpty();

    private static void Field(FileDescriptorProto file, string message, string name, Action<DescriptorProto, FieldDescriptorProto> change)
    {
        var type = file.MessageType.Single(m => m.Name == message);
        change(type, type.Field.Single(f => f.Name == name));
    }

    /// <summary>What the comparison says when one file is changed.</summary>
    private static IReadOnlyList<string> Broken(string name, Action<FileDescriptorProto> change)
    {
        var file = Files.Single(f => f.Name == name);
        var registry = new ExtensionRegistry { Google.Api.AnnotationsExtensions.Http, Common.V1.AccessExtensions.Callers, Common.V1.AccessExtensions.MethodCallers };
        var needed = new List<FileDescriptor>();
        Collect(file, needed);
        var bytes = needed.Select(f =>
        {
            var proto = FileDescriptorProto.Parser.WithExtensionRegistry(registry).ParseFrom(f.SerializedData);
            if (f.Name == name)
            {
                change(proto);
            }

            return proto.ToByteString();
        });
        var changed = FileDescriptor.BuildFromByteStrings([.. bytes], registry).Single(f => f.Name == name);
        return Baseline.Broken(ContractDescription.Of([file]), ContractDescription.Of([changed]));
    }

    private static void Collect(FileDescriptor file, List<FileDescriptor> into)
    {
        foreach (var dependency in file.Dependencies)
        {
            Collect(dependency, into);
        }

        if (!into.Contains(file))
        {
            into.Add(file);
        }
    }
}
