using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests.Health;

/// <summary>grpc.reflection.v1 and v1alpha: what grpcurl and its like need to list and call what a process serves.</summary>
public sealed class ReflectionTests
{
    [Fact]
    public async Task It_lists_what_the_process_maps_and_nothing_else()
    {
        var response = (await Ask(new ServerReflectionRequest { ListServices = "*" })).Single();

        response.ListServicesResponse.Service.Select(s => s.Name).ShouldBe(
            ["grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection", "plans.v1.ParkedWorkService", "plans.v1.PlanService"]);
    }

    [Theory]
    [InlineData("plans.v1.PlanService")]
    [InlineData("plans.v1.PlanService.GetPlan")]
    [InlineData("plans.v1.GetPlanRequest")]
    public async Task A_symbols_file_comes_with_its_imports_and_parses_to_the_same_descriptors(string symbol)
    {
        var response = (await Ask(new ServerReflectionRequest { FileContainingSymbol = symbol })).Single();

        var files = response.FileDescriptorResponse.FileDescriptorProto.ToDictionary(f => FileDescriptorProto.Parser.ParseFrom(f).Name);
        var built = FileDescriptor.BuildFromByteStrings(InOrder("plans/v1/plan_service.proto", files).Distinct());
        var service = built.Single(f => f.Name == "plans/v1/plan_service.proto");
        service.SerializedData.ShouldBe(Contracts.Plans.V1.PlanServiceReflection.Descriptor.SerializedData);
        service.Services.Single().FindMethodByName("GetPlan").OutputType.FullName.ShouldBe("plans.v1.Plan");
    }

    [Theory]
    [InlineData("plans/v1/plan.proto")]
    [InlineData("common/v1/money.proto")]
    [InlineData("common/v1/access.proto")]
    [InlineData("google/api/annotations.proto")]
    [InlineData("google/api/http.proto")]
    [InlineData("google/rpc/error_details.proto")]
    [InlineData("google/protobuf/descriptor.proto")]
    [InlineData("google/protobuf/timestamp.proto")]
    public async Task A_file_is_found_by_its_name_whoever_wrote_it(string name)
    {
        var response = (await Ask(new ServerReflectionRequest { FileByFilename = name })).Single();

        response.FileDescriptorResponse.FileDescriptorProto.Select(f => FileDescriptorProto.Parser.ParseFrom(f).Name).ShouldContain(name);
    }

    /// <summary>A refusal's details are messages that no service imports.</summary>
    [Fact]
    public async Task The_details_of_a_refusal_can_be_read()
    {
        var response = (await Ask(new ServerReflectionRequest { FileContainingSymbol = "google.rpc.ErrorInfo" })).Single();

        response.FileDescriptorResponse.FileDescriptorProto.Select(f => FileDescriptorProto.Parser.ParseFrom(f).Name).ShouldContain("google/rpc/error_details.proto");
    }

    [Fact]
    public async Task What_the_process_does_not_host_is_not_described()
    {
        var response = (await Ask(new ServerReflectionRequest { FileContainingSymbol = "billing.v1.InvoiceService" })).Single();

        response.ErrorResponse.ErrorCode.ShouldBe((int)StatusCode.NotFound);
    }

    [Fact]
    public async Task Tools_that_know_v1alpha_alone_are_answered_too()
    {
        await using var things = await ThingsUnderTest.Start();
        using var call = things.Service.Client<Grpc.Reflection.V1Alpha.ServerReflection.ServerReflectionClient>(null).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new Grpc.Reflection.V1Alpha.ServerReflectionRequest { FileContainingSymbol = "plans.v1.PlanService" });
        await call.RequestStream.CompleteAsync();

        (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();
        call.ResponseStream.Current.FileDescriptorResponse.FileDescriptorProto.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_is_unknown_is_not_found_and_the_conversation_goes_on()
    {
        var responses = await Ask(
            new ServerReflectionRequest { FileContainingSymbol = "no.such.Symbol" },
            new ServerReflectionRequest { FileByFilename = "no/such.proto" },
            new ServerReflectionRequest(),
            new ServerReflectionRequest { FileContainingSymbol = "plans.v1.Plan" });

        responses[0].ErrorResponse.ErrorCode.ShouldBe((int)StatusCode.NotFound);
        responses[1].ErrorResponse.ErrorCode.ShouldBe((int)StatusCode.NotFound);
        responses[2].ErrorResponse.ErrorCode.ShouldBe((int)StatusCode.Unimplemented);
        responses[3].FileDescriptorResponse.FileDescriptorProto.ShouldNotBeEmpty();
    }

    private static IEnumerable<ByteString> InOrder(string name, Dictionary<string, ByteString> files) =>
        FileDescriptorProto.Parser.ParseFrom(files[name]).Dependency.SelectMany(d => InOrder(d, files)).Append(files[name]);

    private static async Task<IReadOnlyList<ServerReflectionResponse>> Ask(params ServerReflectionRequest[] requests)
    {
        await using var things = await ThingsUnderTest.Start();
        using var call = things.Service.Client<ServerReflection.ServerReflectionClient>(null).ServerReflectionInfo();
        foreach (var request in requests)
        {
            await call.RequestStream.WriteAsync(request);
        }

        await call.RequestStream.CompleteAsync();
        var responses = new List<ServerReflectionResponse>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            responses.Add(call.ResponseStream.Current);
        }

        return responses;
    }
}
