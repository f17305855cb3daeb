using System.Text;
using Microsoft.EntityFrameworkCore;

namespace OmniForge.Server.Storage;

/// <summary>Names in the database: snake_case columns, the same on both providers, so that hand-written SQL runs on both.</summary>
internal static class Conventions
{
    public static void SnakeCase(ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(Snake(property.Name));
        }
    }

    private static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
