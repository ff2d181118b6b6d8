using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Subscriptions.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "PendingChange_ActorId",
                table: "Subscriptions",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PendingChange_ActorKind",
                table: "Subscriptions",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PendingChange_ActorName",
                table: "Subscriptions",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PendingChange_DecidedAt",
                table: "Subscriptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PendingChange_PeriodCount",
                table: "Subscriptions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PendingChange_PeriodUnit",
                table: "Subscriptions",
                type: "TEXT",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "PendingChange_PlanId",
                table: "Subscriptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PendingChange_PlanName",
                table: "Subscriptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PendingChange_Quantity",
                table: "Subscriptions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "PendingChange_UnitPrice",
                table: "Subscriptions",
                type: "TEXT",
                precision: 22,
                scale: 4,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RunningChange_FullDays",
                table: "Subscriptions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RunningChange_SourceId",
                table: "Subscriptions",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "PendingChange_ActorId",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PendingChange_ActorKind",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PendingChange_ActorName",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PendingChange_DecidedAt",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PendingChange_PeriodCount",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PendingChange_PeriodUnit",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PendingChange_PlanId",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PendingChange_PlanName",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PendingChange_Quantity",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PendingChange_UnitPrice",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "RunningChange_FullDays",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "RunningChange_SourceId",
                table: "Subscriptions");
        }
    }
}
