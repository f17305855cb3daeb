using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace OmniForge.Server.Hosting;

/// <summary>Which fields an update means: the mask's, or those present in the body; `*` = all writable ones.</summary>
internal static class FieldMasks
{
    public static IReadOnlySet<string> Resolve(FieldMask? mask, IMessage body, IReadOnlySet<string> writable)
    {
        if (mask is null || mask.Paths.Count == 0)
        {
            return Present(body).Where(writable.Contains).ToHashSet();
        }

        if (mask.Paths.Contains("*"))
        {
            return writable;
        }

        var unknown = mask.Paths.FirstOrDefault(path => !writable.Contains(path));
        return unknown is null
            ? mask.Paths.ToHashSet()
            : throw DomainException.Field("update_mask", $"`{unknown}` cannot be changed; the fields that can are {string.Join(", ", writable.Order())}");
    }

    private static IEnumerable<string> Present(IMessage body)
        => body.Descriptor.Fields.InDeclarationOrder().Where(field => IsPresent(field, body)).Select(field => field.Name);

    private static bool IsPresent(FieldDescriptor field, IMessage body)
    {
        var value = field.Accessor.GetValue(body);
        return field switch
        {
            { IsMap: true } => ((System.Collections.IDictionary)value).Count > 0,
            { IsRepeated: true } => ((System.Collections.IList)value).Count > 0,
            { HasPresence: true } => field.Accessor.HasValue(body),
            _ => value switch
            {
                string text => text.Length > 0,
                bool flag => flag,
                ByteString bytes => bytes.Length > 0,
                int or long or uint or ulong or double => Convert.ToDouble(value) != 0,
                _ => Convert.ToInt32(value) != 0,
            },
        };
    }
}
