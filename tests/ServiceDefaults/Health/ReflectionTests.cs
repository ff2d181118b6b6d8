using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests.Health;

/// <summary>grpc.reflection.v1: what grpcurl and its like need to list and call what a process serves.</summary>
public sealed class ReflectionTests
{
    [Fact]
    public async Task It_lists_what_the_process_hosts_and_nothing_else()
    {
        var response = (await Ask(new ServerReflectionRequest { ListServices = "*" })).Single();

        response.ListServicesResponse.Service.Select(s => s.Name).ShouldBe(
            ["grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "plans.v1.ParkedWorkService", "plans.v1.PlanService", "plans.v1.ProductService"]);
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
    [InlineData("google/protobuf/timestamp.proto")]
    public async Task A_file_is_found_by_its_name_whoever_wrote_it(string name)
    {
        var response = (await Ask(new ServerReflectionRequest { FileByFilename = name })).Single();

        response.FileDescriptorResponse.FileDescriptorProto.Select(f => FileDescriptorProto.Parser.ParseFrom(f).Name).ShouldContain(name);
    }

    [Fact]
    public async Task An_extension_is_found_by_its_number()
    {
        var responses = await Ask(
            new ServerReflectionRequest { AllExtensionNumbersOfType = "google.protobuf.MethodOptions" },
            new ServerReflectionRequest { FileContainingExtension = new ExtensionRequest { ContainingType = "google.protobuf.MethodOptions", ExtensionNumber = 50002 } });

        responses[0].AllExtensionNumbersResponse.ExtensionNumber.ShouldBe([50002, 72295728], ignoreOrder: true);
        responses[1].FileDescriptorResponse.FileDescriptorProto.Select(f => FileDescriptorProto.Parser.ParseFrom(f).Name).ShouldContain("common/v1/access.proto");
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
        responses[2].ErrorResponse.ErrorCode.ShouldBe((int)StatusCode.InvalidArgument);
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
