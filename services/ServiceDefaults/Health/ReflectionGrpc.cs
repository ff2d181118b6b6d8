using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using ServiceDefaults.Access;
using ServiceDefaults.Data;

namespace ServiceDefaults.Health;

/// <summary>grpc.reflection.v1: lets grpcurl and its like list and call what this process serves.</summary>
public sealed class ReflectionGrpc(ContractIndex contracts, IEnumerable<ServiceModule> modules) : ServerReflection.ServerReflectionBase
{
    private const string Own = "grpc";

    /// <summary>Our files and what they import: some clients ask for imports one by one.</summary>
    private readonly IReadOnlyList<FileDescriptor> _files = WithDependencies(contracts.Files);

    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            var request = requestStream.Current;
            var response = Answer(request);
            response.ValidHost = request.Host;
            response.OriginalRequest = request;
            await responseStream.WriteAsync(response, context.CancellationToken);
        }
    }

    private ServerReflectionResponse Answer(ServerReflectionRequest request) => request.MessageRequestCase switch
    {
        ServerReflectionRequest.MessageRequestOneofCase.ListServices => ListServices(),
        ServerReflectionRequest.MessageRequestOneofCase.FileByFilename =>
            FileOr(_files.FirstOrDefault(f => f.Name == request.FileByFilename), request.FileByFilename),
        ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol =>
            FileOr(_files.FirstOrDefault(f => Declares(f, request.FileContainingSymbol)), request.FileContainingSymbol),
        ServerReflectionRequest.MessageRequestOneofCase.FileContainingExtension =>
            FileOr(_files.FirstOrDefault(f => DeclaresExtension(f, request.FileContainingExtension)), request.FileContainingExtension.ContainingType),
        ServerReflectionRequest.MessageRequestOneofCase.AllExtensionNumbersOfType => ExtensionNumbers(request.AllExtensionNumbersOfType),
        _ => Error(StatusCode.InvalidArgument, "The question is missing."),
    };

    private ServerReflectionResponse ListServices()
    {
        var hosted = modules.Select(m => m.Name).Append(Own).ToHashSet(StringComparer.Ordinal);
        var list = new ListServiceResponse();
        list.Service.Add(contracts.Rpcs.Where(r => hosted.Contains(r.Module)).Select(r => r.Method.Service.FullName)
            .Distinct().Order(StringComparer.Ordinal).Select(name => new ServiceResponse { Name = name }));
        return new ServerReflectionResponse { ListServicesResponse = list };
    }

    private static ServerReflectionResponse FileOr(FileDescriptor? file, string what)
    {
        if (file is null)
        {
            return Error(StatusCode.NotFound, $"'{what}' is unknown.");
        }

        var files = new FileDescriptorResponse();
        foreach (var needed in WithDependencies([file]))
        {
            files.FileDescriptorProto.Add(needed.SerializedData);
        }

        return new ServerReflectionResponse { FileDescriptorResponse = files };
    }

    private static List<FileDescriptor> WithDependencies(IEnumerable<FileDescriptor> files)
    {
        var all = new List<FileDescriptor>();
        foreach (var file in files)
        {
            Add(file);
        }

        return all;

        void Add(FileDescriptor file)
        {
            if (!all.Contains(file))
            {
                all.Add(file);
                foreach (var needed in file.Dependencies)
                {
                    Add(needed);
                }
            }
        }
    }

    private ServerReflectionResponse ExtensionNumbers(string type)
    {
        var numbers = new ExtensionNumberResponse { BaseTypeName = type };
        numbers.ExtensionNumber.Add(_files.SelectMany(f => f.Extensions.UnorderedExtensions)
            .Where(e => e.ExtendeeType.FullName == type).Select(e => e.FieldNumber));
        return new ServerReflectionResponse { AllExtensionNumbersResponse = numbers };
    }

    private static bool Declares(FileDescriptor file, string symbol) =>
        file.Services.Any(s => s.FullName == symbol || s.Methods.Any(m => m.FullName == symbol))
        || file.EnumTypes.Any(e => e.FullName == symbol)
        || file.MessageTypes.Any(m => Declares(m, symbol));

    private static bool Declares(MessageDescriptor message, string symbol) =>
        message.FullName == symbol
        || message.Fields.InDeclarationOrder().Any(f => f.FullName == symbol)
        || message.EnumTypes.Any(e => e.FullName == symbol)
        || message.NestedTypes.Any(n => Declares(n, symbol));

    private static bool DeclaresExtension(FileDescriptor file, ExtensionRequest request) =>
        file.Extensions.UnorderedExtensions.Any(e =>
            e.ExtendeeType.FullName == request.ContainingType && e.FieldNumber == request.ExtensionNumber);

    private static ServerReflectionResponse Error(StatusCode code, string message) =>
        new() { ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message } };
}
