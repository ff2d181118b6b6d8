using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Subscriptions.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AddPauses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "AnchorDate",
                table: "Subscriptions",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AnchorIndex",
                table: "Subscriptions",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Closing_OldStage",
                table: "Subscriptions",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Pause_ActorId",
                table: "Subscriptions",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Pause_ActorKind",
                table: "Subscriptions",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Pause_ActorName",
                table: "Subscriptions",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Pause_DaysLeft",
                table: "Subscriptions",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "Pause_PauseDate",
                table: "Subscriptions",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "Pause_ResumeDate",
                table: "Subscriptions",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ResumeDueAt",
                table: "Subscriptions",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "StretchedBilledEnd",
                table: "Subscriptions",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "StretchedStart",
                table: "Subscriptions",
                type: "date",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_ResumeDueAt",
                table: "Subscriptions",
                column: "ResumeDueAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Subscriptions_ResumeDueAt",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "AnchorDate",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "AnchorIndex",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "Closing_OldStage",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "Pause_ActorId",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "Pause_ActorKind",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "Pause_ActorName",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "Pause_DaysLeft",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "Pause_PauseDate",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "Pause_ResumeDate",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "ResumeDueAt",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "StretchedBilledEnd",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "StretchedStart",
                table: "Subscriptions");
        }
    }
}
