using System.Reflection;
using Google.Protobuf.Reflection;

namespace Gateway.OpenApi;

/// <summary>The comments of the protos, by the full name of what they stand at.</summary>
internal sealed class ProtoComments
{
    // Field numbers of FileDescriptorProto and DescriptorProto, of which the paths of comments are made.
    private const int Messages = 4;
    private const int Enums = 5;
    private const int Services = 6;
    private const int Fields = 2;
    private const int Nested = 3;
    private const int NestedEnums = 4;
    private const int Members = 2;

    private readonly Dictionary<string, string> _comments = [];

    public ProtoComments(Assembly contracts)
    {
        using var stream = contracts.GetManifestResourceStream("Contracts.protoset")
            ?? throw new InvalidOperationException("The contracts carry no descriptor set.");
        foreach (var file in FileDescriptorSet.Parser.ParseFrom(stream).File)
        {
            Read(file);
        }
    }

    /// <summary>Empty when there is no comment.</summary>
    public string Of(IDescriptor descriptor) => _comments.GetValueOrDefault(descriptor.FullName, "");

    private void Read(FileDescriptorProto file)
    {
        foreach (var location in file.SourceCodeInfo.Location)
        {
            var text = location.LeadingComments.Length > 0 ? location.LeadingComments : location.TrailingComments;
            if (text.Length > 0 && NameOf(file, [.. location.Path]) is { } name)
            {
                _comments[$"{file.Package}.{name}"] = string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            }
        }
    }

    private static string? NameOf(FileDescriptorProto file, int[] path) => path switch
    {
        [Messages, var message, .. var rest] => NameOf(file.MessageType[message], "", rest),
        [Enums, var type] => file.EnumType[type].Name,
        // A value of an enum stands beside the enum, not in it.
        [Enums, var type, Members, var value] => file.EnumType[type].Value[value].Name,
        [Services, var service] => file.Service[service].Name,
        [Services, var service, Members, var method] => $"{file.Service[service].Name}.{file.Service[service].Method[method].Name}",
        _ => null,
    };

    private static string? NameOf(DescriptorProto message, string outer, int[] path) => path switch
    {
        [] => outer + message.Name,
        [Fields, var field] => $"{outer}{message.Name}.{message.Field[field].Name}",
        [Nested, var nested, .. var rest] => NameOf(message.NestedType[nested], $"{outer}{message.Name}.", rest),
        [NestedEnums, var type] => $"{outer}{message.Name}.{message.EnumType[type].Name}",
        _ => null,
    };
}
